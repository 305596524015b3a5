// SPDX-License-Identifier: Apache-2.0
#include "proof/layer_differences.hpp"

#include <cstdint>
#include <unordered_map>

namespace cb21 {
namespace {

constexpr std::int64_t k_second = 1'000'000'000;
constexpr std::uint32_t k_permissions = 07777;

LayerPlaces places_of(const std::unordered_map<std::string, std::size_t>& numbers,
                      const std::vector<SourceFolder>& folders) {
  LayerPlaces places;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    for (const auto& [path, key] : folders[i].keys) {
      const auto number = numbers.find(key);
      if (number != numbers.end()) places[std::to_string(i) + "/" + path].push_back(number->second);
    }
  }
  return places;
}

void compare_file(const FileEntry& file, const LayerFile& there, LayerDifferences& differences) {
  if (there.type != TarEntry::Type::regular || !is_compile_input(file.file_class)) return;
  if (there.content == file.content) {
    ++differences.equal;
  } else {
    differences.content.push_back(file.path);
  }
}

void compare_entry(const FileEntry& file, const LayerFile& there, LayerDifferences& differences) {
  switch (file.file_class) {
    case FileClass::directory:
      if (there.type == TarEntry::Type::directory && there.mode != (file.mode & k_permissions))
        differences.directories.push_back(file.path);
      return;
    case FileClass::link:
      if (there.type == TarEntry::Type::symlink && there.content != file.content)
        differences.links.push_back(file.path);
      return;
    default:
      compare_file(file, there, differences);
  }
}

}  // namespace

LayerPlaces places_in_copy(const Snapshot& snapshot, const std::vector<SourceFolder>& folders) {
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < snapshot.files.size(); ++i) numbers.emplace(snapshot.files[i].path, i);
  return places_of(numbers, folders);
}

LayerPlaces places_in_stage(const PlacedFiles& placed, const std::vector<SourceFolder>& folders) {
  std::unordered_map<std::string, std::size_t> numbers;
  for (const PlacedFile& file : placed.files) numbers.emplace(file.stage_path, file.file);
  return places_of(numbers, folders);
}

LayerDifferences compare_layer(const Snapshot& snapshot, const LayerFiles& layer) {
  LayerDifferences differences;
  for (const auto& [number, there] : layer) compare_entry(snapshot.files[number], there, differences);
  return differences;
}

std::vector<std::string> older_in_stage(const Snapshot& snapshot, const LayerFiles& stage) {
  std::vector<std::string> older;
  for (const auto& [number, there] : stage) {
    const FileEntry& file = snapshot.files[number];
    const bool same = there.type == TarEntry::Type::regular && there.content == file.content;
    if (!same || file.file_class != FileClass::rust_source || !there.mtime) continue;
    if (static_cast<std::int64_t>(*there.mtime) < file.mtime_ns / k_second) older.push_back(file.path);
  }
  return older;
}

}  // namespace cb21
