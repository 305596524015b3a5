// SPDX-License-Identifier: Apache-2.0
// Files on disk that decide what cargo makes of a package docker is sent, and that do not get to it: the
// ignore rules leave them out, or no COPY names them. Cargo misses neither: without build.rs a package has no
// build script (cargo's src/cargo/util/toml/targets.rs, normalize_build), without Cargo.lock versions are
// chosen anew.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/placed_files.hpp"
#include "inputs/snapshot.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct IgnoredInput {
  std::string path;        // as in the snapshot
  std::string mechanism;   // ignored-input or lock-drift
  std::string manifest;    // of its package, likewise
  std::string ignored_by;  // the name of the ignore file; empty where a COPY is what leaves it out
};

// ignored-input: the build script of a package of which docker sends the manifest and a source, and its
// .cargo/config.toml where that sets variables of the environment or puts other crates in.
// lock-drift: the Cargo.lock beside the topmost manifest of the main context, where it names a dependency
// that is not the project's own. Not where several packages lie side by side and the lock of one is sent,
// since which of them is compiled is not known. Only of packages whose manifest gets into the compile stage,
// where `placed` knows that; never below tests/, examples/, benches/ or vendor/; no file of a name that the
// Dockerfile speaks of, since it may bring another. Nothing where no stage runs cargo. A link on disk is not
// looked at. Throws Error for a bad ignore pattern.
std::vector<IgnoredInput> find_ignored_inputs(const BuildContext& context,
                                              const Snapshot& snapshot,
                                              const PlacedFiles& placed);

// The same files where docker is sent them and no COPY or ADD brings them to the compiler. Nothing where
// `placed` does not know what the compiler gets.
std::vector<IgnoredInput> find_uncopied_inputs(const BuildContext& context,
                                               const Snapshot& snapshot,
                                               const PlacedFiles& placed);

}  // namespace cb21
