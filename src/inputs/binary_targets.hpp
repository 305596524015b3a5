// SPDX-License-Identifier: Apache-2.0
// The binaries that cargo would make of a context, as the scan saw it.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/cargo_workspace.hpp"
#include "inputs/snapshot.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// Paths are relative to the main context.
struct BinaryTarget {
  std::string name;
  std::string package;
  std::string source;    // the file its main() is in
  std::string manifest;  // the package's Cargo.toml
};

// The files of a snapshot as a tree, for cargo's discovery rules.
class ScannedTree {
 public:
  explicit ScannedTree(const Snapshot& snapshot) : files_(snapshot.files) {}

  bool exists(const std::string& path) const;

  // Names of files in `directory` and of its sub-directories that hold files.
  std::vector<std::string> list(const std::string& directory) const;

  // Every Cargo.toml.
  std::vector<std::string> manifests() const;

 private:
  std::vector<FileEntry>::const_iterator first_at_least(const std::string& path) const;

  const std::vector<FileEntry>& files_;
};

// Of every package in the main context; empty where that is not visible.
std::vector<BinaryTarget> binary_targets(const BuildContext& context, const ScannedTree& tree);

// Of the packages of one workspace of the main context.
std::vector<BinaryTarget> binary_targets(const BuildContext& context,
                                         const ScannedTree& tree,
                                         const CargoWorkspace& workspace);

// The target of that name; where none bears it (renamed by COPY), the only one there is. Null where several
// do.
const BinaryTarget* target_named(const std::vector<BinaryTarget>& targets, const std::string& name);

// Text of a file of the main context; empty for what cannot be read, or is no regular file behind its links.
std::string read_context_text(const BuildContext& context, const std::string& path);

}  // namespace cb21
