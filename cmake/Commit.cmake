# SPDX-License-Identifier: Apache-2.0
# Writes FILE, the source of commit() (src/version.hpp) for the commit that SOURCE_DIR is at, where it says something else. A
# tree without git, such as an unpacked archive, has no commit unless COMMIT names one.
#   usage: cmake -DSOURCE_DIR=... -DFILE=... [-DCOMMIT=...] -P cmake/Commit.cmake
if(NOT COMMIT)
  find_program(git git)
  if(git)
    execute_process(COMMAND "${git}" describe --always --dirty=-edited --exclude=* --abbrev=12
                    WORKING_DIRECTORY "${SOURCE_DIR}" OUTPUT_VARIABLE COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()
file(CONFIGURE OUTPUT "${FILE}" @ONLY CONTENT [[
#include "version.hpp"

namespace cb21 {

std::string_view commit() { return "@COMMIT@"; }

}  // namespace cb21
]])
