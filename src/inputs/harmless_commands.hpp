// SPDX-License-Identifier: Apache-2.0
// Commands of a RUN that are sure to compile nothing.
#pragma once

#include "inputs/shell_commands.hpp"

namespace cb21 {

// Programs of the system by their names: a script of the project may do anything, whatever it is called.
// Whether a cargo command builds is for its reader to judge (cargo_build.hpp); here it counts as harmless.
bool is_known_not_to_compile(const ShellCommand& command);

}  // namespace cb21
