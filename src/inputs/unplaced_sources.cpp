// SPDX-License-Identifier: Apache-2.0
#include "inputs/unplaced_sources.hpp"

#include "inputs/path_name.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace cb21 {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string joined(std::string_view directory, std::string_view name) {
  std::string path(directory);
  if (!path.empty() && !path.ends_with(':')) path += '/';
  path += name;
  return path;
}

// The directory part of a snapshot's path; keeps the "NAME:" of a context.
std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash != std::string_view::npos) return path.substr(0, slash);
  return path.substr(0, path.find(':') == std::string_view::npos ? 0 : path.find(':') + 1);
}

class Finder {
 public:
  Finder(const PlacedFiles& placed, const Snapshot& snapshot) : placed_(placed), snapshot_(snapshot) {
    for (std::size_t i = 0; i < snapshot.files.size(); ++i) files_[snapshot.files[i].path] = i;
    for (const PlacedFile& file : placed.files) stage_paths_[file.file].push_back(file.stage_path);
  }

  UnplacedSources find(const std::vector<std::string>& changed) const {
    UnplacedSources found;
    for (const std::string& path : changed) {
      const auto file = files_.find(path);
      if (file == files_.end() || snapshot_.files[file->second].file_class != FileClass::rust_source)
        continue;
      const bool excluded =
          std::find(placed_.excluded.begin(), placed_.excluded.end(), file->second) != placed_.excluded.end();
      if (excluded || stage_paths_.contains(file->second)) continue;
      (is_missed(path) ? found.missing : found.harmless).push_back(path);
    }
    return found;
  }

 private:
  // The directory of the nearest Cargo.toml above.
  std::optional<std::string> package_of(std::string_view path) const {
    for (std::string_view directory = directory_of(path);; directory = directory_of(directory)) {
      if (files_.contains(joined(directory, "Cargo.toml"))) return std::string(directory);
      if (directory.empty() || directory.ends_with(':')) return std::nullopt;
    }
  }

  bool is_missed(const std::string& path) const {
    const std::optional<std::string> package = package_of(path);
    if (!package) return false;
    const auto manifest = stage_paths_.find(files_.at(joined(*package, "Cargo.toml")));
    if (manifest == stage_paths_.end() || !has_placed_source(*package)) return false;
    const std::string below = path.substr(joined(*package, "x").size() - 1);
    if (below == "build.rs") return true;
    return std::any_of(manifest->second.begin(), manifest->second.end(), [&](const std::string& stage_path) {
      return holds(placed_.made_sources, std::string(parent_path(stage_path)) + "/" + below);
    });
  }

  // Whether more than the manifest of the package is there: else it is only listed in a workspace.
  bool has_placed_source(const std::string& package) const {
    const std::string prefix = joined(package, "src/");
    return std::any_of(placed_.files.begin(), placed_.files.end(), [&](const PlacedFile& file) {
      return snapshot_.files[file.file].path.starts_with(prefix);
    });
  }

  const PlacedFiles& placed_;
  const Snapshot& snapshot_;
  std::map<std::string, std::size_t> files_;
  std::map<std::size_t, std::vector<std::string>> stage_paths_;
};

}  // namespace

UnplacedSources find_unplaced_sources(const std::vector<std::string>& changed,
                                      const PlacedFiles& placed,
                                      const Snapshot& snapshot) {
  if (!placed.unknown.empty() || !placed.gap.empty()) return {};
  return Finder(placed, snapshot).find(changed);
}

}  // namespace cb21
