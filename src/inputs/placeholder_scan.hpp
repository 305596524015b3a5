// SPDX-License-Identifier: Apache-2.0
// Follows a stage through its instructions and notices where cargo will take a placeholder for the real
// source: a dummy main.rs or lib.rs is compiled, the real file arrives with its older time stamp, and nothing
// makes cargo look again before the next build (rust-lang/cargo#7181).
#pragma once

#include "inputs/cargo_build.hpp"
#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// A source file that a RUN made up.
struct Placeholder {
  std::string path;  // absolute
  std::size_t line = 0;
  bool replaced = false;  // the real file has arrived
};

// A cargo command, and where its artifacts went.
struct Compilation {
  CargoBuild build;
  bool mounted = false;  // its target directory is a cache mount, not part of the layer
  std::size_t line = 0;
};

// The real build that keeps a placeholder.
struct StalePlaceholder {
  Placeholder placeholder;
  std::size_t compiled_line = 0;
  std::size_t arrival_line = 0;
  std::size_t build_line = 0;
};

// What a stage has at its end, and so what a stage made of it begins with.
struct StageSources {
  std::vector<std::string>
      arrived;  // files and directories of real sources: what is written there is no placeholder
  std::vector<Placeholder> placeholders;
  std::vector<Compilation> placeholder_builds;
  std::vector<Placeholder> outdated;  // placeholders over which the real file has arrived, untouched since
  std::size_t arrival_line = 0;
  bool cooked = false;  // cargo chef cook has run
  // All; an uncertain one stands for what may build the real sources without being read as a cargo build.
  std::vector<Compilation> builds;
  std::vector<StalePlaceholder> stale;
};

// One for each stage, in order.
std::vector<StageSources> scan_stages(const Dockerfile& dockerfile);

// The CARGO_TARGET_DIR that ENV sets for the stage; empty if none.
std::string target_directory(const Dockerfile& dockerfile, std::size_t stage);

// The cache mount of the RUN, if any, that is a cargo target directory: `build`'s, the one of `environment`,
// or one by its name.
const Mount* target_cache_mount(const RunInstruction& run,
                                const CargoBuild& build,
                                std::string_view environment);

}  // namespace cb21
