// SPDX-License-Identifier: Apache-2.0
// Many files covered by few COPY instructions, since each costs docker a layer, without taking along what a
// build leaves beside them: a directory is taken whole only where all in it came out of the context.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {

struct CoverItem {
  std::string path;               // absolute
  std::string key;                // what the caller calls the file
  std::size_t whole_parents = 0;  // so many directories above it may be taken whole
  bool may_be_removed = false;
};

// One COPY.
struct SourceFolder {
  std::string directory;           // absolute, taken whole; empty where files are taken one by one
  std::vector<std::string> paths;  // absolute; what is expected in it
  std::vector<std::pair<std::string, std::string>> keys;  // path below the folder's own root, key
  bool may_be_removed = false;
};

struct SourceCover {
  std::vector<SourceFolder> folders;  // at most k_most_source_folders
  std::size_t left_out = 0;           // files for which there was no room
};

// Below the 125 layers that overlay2 can stack.
constexpr std::size_t k_most_source_folders = 100;

// `kept_apart`: directories that are never taken whole, nor what they lie in (where cargo puts its target).
// A directory that holds the uppermost Cargo.toml of a package or workspace is not, either.
SourceCover cover_sources(std::vector<CoverItem> items, const std::vector<std::string>& kept_apart);

}  // namespace cb21
