// SPDX-License-Identifier: Apache-2.0
// A Dockerfile text with a stage that has the directories and links of the compile stage, as they are just
// before the compiler starts: their modes and targets are what BuildKit takes for unchanged
// (moby/buildkit#7176), and a COPY of a directory itself would not bring them. So what lies above them is
// copied, into "/0/", "/1/", ...
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/placed_files.hpp"
#include "inputs/snapshot.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cb21 {

struct DirectoryStages {
  std::string text;
  std::string target;  // the stage to build
  // Path in that stage -> indices into Snapshot::files. Empty where there is nothing to look at.
  std::unordered_map<std::string, std::vector<std::size_t>> places;
};

// Of directories and links beside or above files that came whole out of the context. Nothing below the root
// of the stage, and nothing where something was compiled before, whose artifacts would come along.
DirectoryStages compile_stage_directories(std::string_view dockerfile_text,
                                          const Dockerfile& dockerfile,
                                          const PlacedFiles& placed,
                                          const Snapshot& snapshot);

}  // namespace cb21
