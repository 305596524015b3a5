// SPDX-License-Identifier: Apache-2.0
// The content of everything that counts as input, at one moment: hashed in parallel, sorted, comparable.
// Promises: every regular file of a class below that docker would send is opened, read to its end and hashed;
// nothing is trusted from timestamps; what a source includes under a name that is not written out is looked
// for in the folder that is, else in the whole context; links are never followed out of the root; FIFOs,
// sockets and directories named x.rs are not sources. No thread is alive when take_snapshot returns.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/file_classifier.hpp"
#include "inputs/file_entry.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cb21 {

struct Snapshot {
  std::vector<FileEntry> files;         // sorted by path, no path twice
  std::vector<std::string> unreadable;  // a sentence each, sorted; any makes the snapshot untrustworthy
  std::uint64_t files_hashed = 0;
  std::uint64_t bytes_hashed = 0;
};

struct SnapshotOptions {
  FurtherInputs further;  // beside what names and include macros tell
  unsigned threads = 0;   // 0: clamp(2 × available CPUs, 4, 8)
};

// Throws Error (usage) for a watch glob that is not one, and nothing for what it meets in the tree.
Snapshot take_snapshot(const BuildContext& context, const SnapshotOptions& options);

}  // namespace cb21
