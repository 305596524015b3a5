// SPDX-License-Identifier: Apache-2.0
// The entries of a snapshot in the making, one for each path.
#pragma once

#include "inputs/file_entry.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class FileTable {
 public:
  // `sorted` by path.
  explicit FileTable(std::vector<FileEntry> sorted);

  const FileEntry* find(std::string_view path) { return locate(path); }  // valid until the next put()

  // Adds the entry or replaces that of the same path.
  void put(FileEntry entry);

  // All entries, sorted by path.
  std::vector<FileEntry> take();

 private:
  FileEntry* locate(std::string_view path);

  std::vector<FileEntry> sorted_;
  std::map<std::string, FileEntry, std::less<>> added_;
};

}  // namespace cb21
