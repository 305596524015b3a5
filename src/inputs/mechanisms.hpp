// SPDX-License-Identifier: Apache-2.0
// Ways for a Rust binary to go stale that can be seen in the Dockerfile alone.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct DockerfileMechanism {
  std::string name;  // placeholder-main, target-cache-mount, unbuilt-bin, wrong-bin: as in the README's table
  std::size_t line = 0;  // the line that shows it
  std::string evidence;  // one sentence; names from the Dockerfile are escaped
  // Of the RUN in which the sources would have to be renewed; 0 for unbuilt-bin and wrong-bin.
  std::size_t build_line = 0;
  std::string source;  // of placeholder-main: the file in the stage, absolute
  // What is taken out of the target directory, and the profile's directory it is in; unbuilt-bin and
  // wrong-bin only.
  std::string binary;
  std::string profile;
};

// Those of the stages that the compile stages of `target` are made of, by line. What the Dockerfile cures
// itself (a touch of the sources, artifacts removed, cargo clean) is none.
std::vector<DockerfileMechanism> find_mechanisms(const Dockerfile& dockerfile, std::string_view target);

}  // namespace cb21
