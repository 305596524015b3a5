// SPDX-License-Identifier: Apache-2.0
// BuildKit's copy of the contexts against the disk, and a compile stage's sources against their times: what
// tells, long after a build, why docker took files for unchanged (mechanisms same-stat-edit,
// same-name-context, dir-mode-change, revert-with-target-mount).
#pragma once

#include "inputs/placed_files.hpp"
#include "inputs/snapshot.hpp"
#include "inputs/source_cover.hpp"
#include "proof/layer_files.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {

// The numbers are indices into Snapshot::files. For context_sources() and for compile_stage_sources().
LayerPlaces places_in_copy(const Snapshot& snapshot, const std::vector<SourceFolder>& folders);
LayerPlaces places_in_stage(const PlacedFiles& placed, const std::vector<SourceFolder>& folders);

// Paths of the snapshot, in its order. What the layer lacks is in none: docker may not have been asked for
// it.
struct LayerDifferences {
  std::vector<std::string> content;      // of compile inputs
  std::vector<std::string> directories;  // with another mode
  std::vector<std::string> links;        // that lead elsewhere
  std::size_t equal = 0;                 // compile inputs
};

LayerDifferences compare_layer(const Snapshot& snapshot, const LayerFiles& layer);

// Rust sources that are in the stage as they are on disk, but for an older time. The layer is from before the
// file was last written, and cargo judges by times.
std::vector<std::string> older_in_stage(const Snapshot& snapshot, const LayerFiles& stage);

}  // namespace cb21
