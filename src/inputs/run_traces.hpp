// SPDX-License-Identifier: Apache-2.0
// What a RUN may leave behind in the layers, as far as its text tells.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct RunTraces {
  std::vector<std::string> work_directories;  // where its commands are started: WORKDIR, then each cd
  std::vector<std::string> made_directories;
  std::vector<std::string> made_sources;  // .rs files: by redirection, touch, cp, cargo init, ...
  bool removes = false;                   // may take away files other than artifacts and package lists
  bool compiles = false;                  // runs_cargo_build
};

// All paths are absolute.
RunTraces trace_run(const RunInstruction& run);

}  // namespace cb21
