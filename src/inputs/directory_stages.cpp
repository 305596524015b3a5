// SPDX-License-Identifier: Apache-2.0
#include "inputs/directory_stages.hpp"

#include "inputs/container_path.hpp"
#include "inputs/copy_pattern.hpp"
#include "inputs/placeholder_scan.hpp"
#include "inputs/source_stages.hpp"

#include <algorithm>
#include <map>

namespace cb21 {
namespace {

constexpr const char* k_stage = "cb21-directories";
constexpr std::size_t k_most_copies = 20;

std::string parent_of(const std::string& path) { return std::string(parent_path(path)); }

// Context directory -> where it lies in the stage.
struct PlacedDirectories {
  std::map<std::string, std::string> whole;
  std::map<std::string, std::string> around;  // and what those lie in, where their modes show
};

PlacedDirectories placed_directories(const PlacedFiles& placed, const Snapshot& snapshot) {
  PlacedDirectories directories;
  for (const PlacedFile& file : placed.files) {
    if (file.whole_parents == 0) continue;
    std::string from = snapshot.files[file.file].path;
    std::string to = file.stage_path;
    for (std::size_t level = 0; level <= file.whole_parents && !from.empty(); ++level) {
      from = parent_of(from);
      to = parent_of(to);
      if (to.empty()) break;
      if (level < file.whole_parents) directories.whole.emplace(from, to);
      directories.around.emplace(from, to);
    }
  }
  return directories;
}

struct Sight {
  std::string directory;  // in the stage
  std::string name;
  std::size_t entry = 0;
};

std::vector<Sight> find_sights(const PlacedFiles& placed, const Snapshot& snapshot) {
  const PlacedDirectories directories = placed_directories(placed, snapshot);
  std::vector<Sight> sights;
  for (std::size_t i = 0; i < snapshot.files.size(); ++i) {
    const FileEntry& entry = snapshot.files[i];
    const bool whole = entry.file_class == FileClass::link ||
                       (entry.file_class == FileClass::directory && directories.whole.contains(entry.path));
    const auto parent = directories.around.find(parent_of(entry.path));
    if (whole && parent != directories.around.end())
      sights.push_back({parent->second, std::string(base_name(entry.path)), i});
  }
  return sights;
}

// The directories to copy: none in another.
std::vector<std::string> uppermost(const std::vector<Sight>& sights) {
  std::vector<std::string> all;
  all.reserve(sights.size());
  for (const Sight& sight : sights) all.push_back(sight.directory);
  std::sort(all.begin(), all.end());
  std::vector<std::string> top;
  for (const std::string& directory : all) {
    if (top.empty() || !is_within(directory, top.back())) top.push_back(directory);
  }
  if (top.size() > k_most_copies) top.resize(k_most_copies);
  return top;
}

void append_copy(DirectoryStages& stages,
                 const std::string& directory,
                 std::size_t number,
                 const std::string& from,
                 char escape) {
  stages.text += "COPY --from=" + from + " [\"" + copy_word(directory, escape) + "\", \"/" +
                 std::to_string(number) + "/\"]\n";
}

void append_places(DirectoryStages& stages,
                   const std::vector<Sight>& sights,
                   const std::string& top,
                   std::size_t number) {
  for (const Sight& sight : sights) {
    if (!is_within(sight.directory, top)) continue;
    const std::string below = sight.directory.substr(top.size()) + "/" + sight.name;
    stages.places[std::to_string(number) + below].push_back(sight.entry);
  }
}

bool compiles_before(const Dockerfile& dockerfile, std::size_t stage) {
  const StageSources sources = scan_stages(dockerfile)[stage];
  return sources.cooked || !sources.placeholder_builds.empty();
}

}  // namespace

DirectoryStages compile_stage_directories(std::string_view dockerfile_text,
                                          const Dockerfile& dockerfile,
                                          const PlacedFiles& placed,
                                          const Snapshot& snapshot) {
  DirectoryStages stages;
  if (!placed.unknown.empty() || compiles_before(dockerfile, placed.stage)) return stages;
  const std::vector<Sight> sights = find_sights(placed, snapshot);
  stages.target = k_stage;
  stages.text =
      std::string(text_before(dockerfile_text, placed.line)) + "\nFROM scratch AS " + k_stage + "\n";
  std::size_t number = 0;
  for (const std::string& top : uppermost(sights)) {
    append_copy(stages, top, number, std::to_string(placed.stage), dockerfile.escape);
    append_places(stages, sights, top, number);
    ++number;
  }
  return stages;
}

}  // namespace cb21
