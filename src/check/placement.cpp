// SPDX-License-Identifier: Apache-2.0
#include "check/placement.hpp"

#include "error.hpp"

namespace cb21 {

PlacedFiles place_project(const CheckedProject& project, const Snapshot& snapshot, std::size_t stage) {
  ContextNames names;
  for (const ContextRoot& root : project.context.roots) {
    if (!root.name.empty()) names.local.push_back(root.name);
  }
  try {
    return place_files(*project.context.dockerfile, stage, snapshot, names);
  } catch (const Error& error) {
    PlacedFiles placed;
    placed.stage = stage;
    placed.unknown = error.what();
    return placed;
  }
}

bool is_known(const PlacedFiles& placed) { return placed.unknown.empty() && placed.gap.empty(); }

}  // namespace cb21
