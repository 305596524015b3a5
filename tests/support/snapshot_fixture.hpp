// SPDX-License-Identifier: Apache-2.0
// Snapshots of a temporary tree, and ways to look at them.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/snapshot.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21::test {

using Listing = std::vector<std::pair<std::string, std::string>>;  // path, class

inline Listing listing(const Snapshot& snapshot) {
  Listing all;
  for (const FileEntry& entry : snapshot.files) {
    all.emplace_back(entry.path, std::string(class_name(entry.file_class)));
  }
  return all;
}

// Without directories and links, where they are beside the point.
inline Listing inputs(const Snapshot& snapshot) {
  Listing all = listing(snapshot);
  std::erase_if(all, [](const auto& entry) { return entry.second == "directory" || entry.second == "link"; });
  return all;
}

inline const FileEntry* find(const Snapshot& snapshot, std::string_view path) {
  const auto entry = std::find_if(
      snapshot.files.begin(), snapshot.files.end(), [&](const FileEntry& file) { return file.path == path; });
  return entry == snapshot.files.end() ? nullptr : &*entry;
}

class SnapshotFixture : public ::testing::Test {
 protected:
  BuildContext locate(Builder builder = Builder::buildkit) const {
    ContextArguments arguments;
    arguments.directory = tree.root();
    arguments.builder = builder;
    return locate_build_context(arguments);
  }

  Snapshot take(const SnapshotOptions& options = {}) const { return take_snapshot(locate(), options); }

  Digest content_of(std::string_view path) const {
    const Snapshot snapshot = take();
    const FileEntry* entry = find(snapshot, path);
    return entry == nullptr ? Digest() : entry->content;
  }

  TempTree tree;
};

}  // namespace cb21::test
