// SPDX-License-Identifier: Apache-2.0
// What a RUN instruction gives a shell to read.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>

namespace cb21 {

// The shell form with its heredocs, as BuildKit's dispatchRun hands them over: a lone heredoc is the script
// itself. The exec form's words are joined by a space, quoted where a shell would need it.
std::string run_command(const Instruction& instruction);

}  // namespace cb21
