// SPDX-License-Identifier: Apache-2.0
// Whether the compiler had the sources as they are: the files of a snapshot against what the compile stage
// has at their places, read back from the layers just made. Where the two differ, BuildKit's copy of the
// context tells whose doing it is: docker's, which was sent other content or kept an old one, or a step's
// before the compiler (a version put in by sed), which is the user's own.
#pragma once

#include "inputs/placed_files.hpp"
#include "inputs/snapshot.hpp"
#include "inputs/source_cover.hpp"
#include "proof/proof.hpp"
#include "proof/sources_reader.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace cb21 {

// One look: what was asked for, and what was there.
struct SourcesLook {
  std::vector<SourceFolder> folders;
  SeenSources seen;
  std::size_t left_out = 0;
};

struct SourcesQuestion {
  const Snapshot& snapshot;  // as of before docker started
  const PlacedFiles& placed;
  std::set<std::string> moved;  // paths whose content differs by now: they prove nothing either way
};

// Whether judge_sources cannot answer from the stage alone.
bool needs_context_look(const SourcesQuestion& question, const SourcesLook& stage);

// Keys of `stage` are stage paths; those of `context`, where it was taken, the snapshot's paths.
Proof judge_sources(const SourcesQuestion& question, const SourcesLook& stage, const SourcesLook* context);

// For builds of which it is not known where the compiler gets its sources (PlacedFiles::unknown).
Proof judge_context(const SourcesQuestion& question, const SourcesLook& context);

}  // namespace cb21
