// SPDX-License-Identifier: Apache-2.0
// Where a Dockerfile has its cargo from, and what it adds to that before it compiles.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct ToolchainStage {
  std::string image = "rust:1-slim-bookworm";
  std::vector<std::string> install_steps;  // whole RUN instructions, a line each
};

// The image under the compile stage, where its name says that it brings Rust, with the RUN instructions that
// install packages of the distribution and need nothing of the Dockerfile around them. Else the default, and
// nothing.
ToolchainStage find_toolchain_stage(const Dockerfile& dockerfile);

}  // namespace cb21
