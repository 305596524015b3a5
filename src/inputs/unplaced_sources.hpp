// SPDX-License-Identifier: Apache-2.0
// Changed sources that no COPY brings to the compiler.
#pragma once

#include "inputs/placed_files.hpp"
#include "inputs/snapshot.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct UnplacedSources {
  std::vector<std::string> missing;   // ignored-input: cargo builds the package without the change in them
  std::vector<std::string> harmless;  // tests, other packages, files that no module names
};

// `changed` are paths of the snapshot; those of other classes, or not in it, are passed over. Missing is only
// what rustc would not miss by itself (a file that `mod` names and that is not there is an error, and the
// build succeeded): build.rs, and sources of which a RUN makes up another one at that very place, of
// packages that are compiled. Nothing where the placement is not known.
UnplacedSources find_unplaced_sources(const std::vector<std::string>& changed,
                                      const PlacedFiles& placed,
                                      const Snapshot& snapshot);

}  // namespace cb21
