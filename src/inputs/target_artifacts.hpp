// SPDX-License-Identifier: Apache-2.0
// What a Dockerfile takes out of cargo's target directory.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// target/[TRIPLE/]PROFILE/NAME
struct TargetArtifact {
  std::string name;
  std::string profile;
  std::size_t line = 0;
};

// The binaries in a target directory that the image, or a RUN of the compile stage (cp, mv, install), takes
// out of it: those whose name is written out, without variable or wildcard, in the directory of a profile
// that cargo knows by itself or is told in the Dockerfile.
std::vector<TargetArtifact> taken_artifacts(const Dockerfile& dockerfile,
                                            std::string_view target,
                                            std::size_t compile_stage);

}  // namespace cb21
