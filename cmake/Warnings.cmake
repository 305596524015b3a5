# SPDX-License-Identifier: Apache-2.0
# cb21_warnings: linked PRIVATE by every target of the project, never by its users.
# A designated initializer names what differs from the defaults, so the rest is not "missing".
add_library(cb21_warnings INTERFACE)
target_compile_options(
  cb21_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wold-style-cast
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wnull-dereference
            -Wextra-semi
            -Wno-missing-field-initializers
            $<$<BOOL:${CB21_WERROR}>:-Werror>)
