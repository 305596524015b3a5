// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_table.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {

FileTable::FileTable(std::vector<FileEntry> sorted) : sorted_(std::move(sorted)) {}

FileEntry* FileTable::locate(std::string_view path) {
  const auto by_path = [](const FileEntry& entry, std::string_view wanted) { return entry.path < wanted; };
  const auto known = std::lower_bound(sorted_.begin(), sorted_.end(), path, by_path);
  if (known != sorted_.end() && known->path == path) return &*known;
  const auto added = added_.find(path);
  return added == added_.end() ? nullptr : &added->second;
}

void FileTable::put(FileEntry entry) {
  FileEntry* known = locate(entry.path);
  if (known == nullptr) {
    std::string path = entry.path;
    added_.emplace(std::move(path), std::move(entry));
  } else {
    *known = std::move(entry);
  }
}

std::vector<FileEntry> FileTable::take() {
  const auto by_path = [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; };
  const auto walked = static_cast<std::ptrdiff_t>(sorted_.size());
  sorted_.reserve(sorted_.size() + added_.size());
  for (auto& [path, entry] : added_) sorted_.push_back(std::move(entry));
  added_.clear();
  std::inplace_merge(sorted_.begin(), sorted_.begin() + walked, sorted_.end(), by_path);
  return std::move(sorted_);
}

}  // namespace cb21
