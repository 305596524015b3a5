// SPDX-License-Identifier: Apache-2.0
// Files that are no Rust sources, but that one speaks of: what a build script reads, a macro embeds
// (migrations, templates, protos), or a program opens.
#pragma once

#include "inputs/crate_literals.hpp"
#include "inputs/snapshot.hpp"

#include <cstddef>
#include <vector>

namespace cb21 {

// Indices into Snapshot::files of such files of the classes other and watched. One is spoken of where its
// path, or that of a directory it lies in, ends in a string of some source, leading dots left out. `read` as
// for SourceReader; nothing in named contexts.
std::vector<std::size_t> mentioned_files(const Snapshot& snapshot, const SourceReader& read);

}  // namespace cb21
