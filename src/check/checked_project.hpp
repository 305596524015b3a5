// SPDX-License-Identifier: Apache-2.0
// What the static rules look at: one build's inputs as the scan saw them, and the project around them.
#pragma once

#include "inputs/binary_targets.hpp"
#include "inputs/build_context.hpp"
#include "inputs/snapshot.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct CheckedProject {
  std::string root;      // real path: the checkout that holds the context, else the context itself
  BuildContext context;  // its Dockerfile is parsed where it can be seen
  Snapshot snapshot;     // of the context
  std::string target;    // --target
  std::vector<std::string> no_cache_filters;  // stages that --no-cache-filter names
  std::vector<std::string> cache_sources;     // --cache-from
  std::vector<std::string> platforms;         // --platform
  bool production = false;                    // the production profile
  // As cargo itself names them; absent where it was not asked, and its rules are applied to the files.
  std::optional<std::vector<BinaryTarget>> cargo_targets;
};

// Whether there is anything for cargo: the rule is about nothing else.
bool compiles_rust(const CheckedProject& project);

// The Dockerfile's path relative to the project's root; as docker opens it where it lies outside, empty where
// it is not visible.
std::string dockerfile_name(const CheckedProject& project);

// A file of the main context relative to the project's root.
std::string context_file_name(const CheckedProject& project, std::string_view path);

}  // namespace cb21
