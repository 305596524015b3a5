// SPDX-License-Identifier: Apache-2.0
// Walks the roots as the builder does, by several threads, and hashes every file of a class on the way.
// Ignored directories are entered only where the builder would enter them; links are noted and never
// followed.
#pragma once

#include "descriptor.hpp"
#include "inputs/build_context.hpp"
#include "inputs/file_classifier.hpp"
#include "inputs/file_entry.hpp"
#include "inputs/included_files.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct WalkRoot {
  Descriptor directory;
  std::string prefix;  // "NAME:" for a named context, else empty
  const IgnoreRules* rules = nullptr;
};

// Roots in the order of the context's. A root that cannot be opened is an `unreadable` sentence, and its
// descriptor is empty.
struct WalkRoots {
  std::vector<WalkRoot> roots;
  Builder builder = Builder::buildkit;
  std::vector<std::string> unreadable;
};

WalkRoots open_roots(const BuildContext& context);

// A link to a file that would be an input itself.
struct FoundLink {
  std::size_t root = 0;
  std::string path;
  Classification classification;
};

// What a source names in an include macro, or a manifest as a crate's root; `source` is relative to the root.
struct FoundInclude {
  std::size_t root = 0;
  std::string source;
  IncludedFile file;
};

struct WalkedTree {
  std::vector<FileEntry> files;  // sorted by path
  std::vector<FoundLink> links;
  std::vector<FoundInclude> includes;
  std::vector<std::string> unreadable;
  std::uint64_t files_hashed = 0;
  std::uint64_t bytes_hashed = 0;
};

// No thread is alive when it returns. `threads` 0: clamp(2 × available CPUs, 4, 8). A small tree is walked by
// the calling thread alone.
WalkedTree walk_roots(const WalkRoots& roots, const FileClassifier& classifier, unsigned threads);

// `path` as in the snapshot, `problem` the rest of the sentence.
std::string unreadable_sentence(std::string_view path, std::string_view problem);

}  // namespace cb21
