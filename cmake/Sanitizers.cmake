# SPDX-License-Identifier: Apache-2.0
# cb21_sanitizers: the sanitizers that CB21_SANITIZE names, for every target alike.
add_library(cb21_sanitizers INTERFACE)
if(CB21_SANITIZE)
  target_compile_options(cb21_sanitizers INTERFACE -fsanitize=${CB21_SANITIZE} -fno-sanitize-recover=all
                                                   -fno-omit-frame-pointer)
  target_link_options(cb21_sanitizers INTERFACE -fsanitize=${CB21_SANITIZE})
endif()
