// SPDX-License-Identifier: Apache-2.0
// Instructions turned into stages: scopes of ARG and ENV, working directories, what is copied and run
// (moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go).
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cb21 {

// Fills `dockerfile.stages` and `dockerfile.global_args`; `dockerfile.escape` is set already.
void read_stages(Dockerfile& dockerfile,
                 std::vector<Instruction> instructions,
                 const std::vector<std::pair<std::string, std::string>>& build_args);

}  // namespace cb21
