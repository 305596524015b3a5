// SPDX-License-Identifier: Apache-2.0
#include "evidence/unit_files.hpp"

#include "evidence/unit_place.hpp"
#include "evidence/workspace_root.hpp"
#include "inputs/container_path.hpp"
#include "inputs/path_name.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_most_expanded = 200000;  // files in declared folders, of all units

bool is_relative(const std::string& path) { return !path.starts_with('/'); }

std::string normalized(const std::string& path) { return absolute_path("/", path, TrailingSlash::drop); }

class Finder {
 public:
  Finder(std::vector<StageUnit>& units, const StageDepInfo& dep_info, const StageFiles& files)
      : units_(units),
        dep_info_(dep_info),
        files_(files),
        profiles_(profiles_of(units)),
        project_(files, profiles_) {}

  void find() {
    find_roots();
    for (std::size_t i = 0; i < units_.size(); ++i) find_compiled(units_[i].unit, roots_[i]);
    for (StageUnit& unit : units_) {
      if (unit.unit.kind == UnitKind::build_script_run && unit.declared) find_declared(unit);
    }
  }

 private:
  // Cargo's own dep-info of the same profile is asked first, then that of all (a target triple has a folder
  // of its own, build.build-dir another), then every file that is known: the more files, the more folders
  // have such files in common.
  void find_roots() {
    roots_.resize(units_.size());
    KnownPaths all;
    for (const ArtifactDepInfo& artifact : dep_info_.artifacts()) add(all, artifact);
    KnownPaths every = all;
    for (const auto& [path, file] : files_) every.add(path);
    for (const std::string& profile : profiles_) {
      KnownPaths own;
      for (const ArtifactDepInfo& artifact : dep_info_.artifacts()) {
        if (artifact.folder == profile || parent_path(artifact.folder) == profile) add(own, artifact);
      }
      for (const KnownPaths* known : {&std::as_const(own), &std::as_const(all), &std::as_const(every)})
        find_roots(profile, *known);
    }
  }

  void find_roots(const std::string& profile, const KnownPaths& known) {
    std::vector<std::size_t> indices;
    std::vector<std::vector<std::string>> relative;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (units_[i].unit.profile != profile) continue;
      std::vector<std::string> paths = relative_paths(units_[i].unit);
      if (paths.empty()) continue;
      indices.push_back(i);
      relative.push_back(std::move(paths));
    }
    const std::vector<std::string> roots = workspace_roots(relative, known);
    for (std::size_t i = 0; i < roots.size(); ++i) {
      if (roots_[indices[i]].empty()) roots_[indices[i]] = roots[i];
    }
  }

  static void add(KnownPaths& known, const ArtifactDepInfo& artifact) {
    for (const std::string& path : artifact.rule.files) {
      if (!is_relative(path)) known.add(normalized(path));
    }
  }

  std::vector<std::string> relative_paths(const CargoUnit& unit) const {
    std::vector<std::string> paths;
    const DepInfo* const rule = dep_info_.of_unit(unit);
    if (rule == nullptr) return paths;
    std::copy_if(rule->files.begin(), rule->files.end(), std::back_inserter(paths), is_relative);
    return paths;
  }

  void find_compiled(CargoUnit& unit, const std::string& root) {
    const DepInfo* const rule = unit.kind == UnitKind::build_script_run ? nullptr : dep_info_.of_unit(unit);
    if (rule == nullptr || rule->files.empty()) return;
    unit.files_known = true;
    for (const std::string& path : rule->files) {
      if (is_relative(path) && root.empty()) {
        unit.files_known = false;
      } else {
        append(unit, absolute_path(root.empty() ? "/" : root, path, TrailingSlash::drop));
      }
    }
  }

  void append(CargoUnit& unit, const std::string& path) {
    if (!project_.append(unit.files, path)) unit.files_known = false;
  }

  // The main file of the build script that the run is a run of; empty where it is not known.
  std::string script_of(const CargoUnit& run) const {
    const auto script = std::find_if(units_.begin(), units_.end(), [&](const StageUnit& other) {
      return other.unit.kind == UnitKind::build_script && !other.unit.fingerprint.empty() &&
             std::find(run.dependencies.begin(), run.dependencies.end(), other.unit.fingerprint) !=
                 run.dependencies.end();
    });
    if (script == units_.end() || script->unit.files.empty()) return {};
    return script->unit.files.front();
  }

  // The folder of the nearest Cargo.toml above the script.
  std::string package_of(const CargoUnit& run) const {
    std::string folder = script_of(run);
    while (!folder.empty()) {
      folder = parent_path(folder);
      if (files_.contains(folder + "/Cargo.toml")) return with_slash(folder);
    }
    return {};
  }

  void find_declared(StageUnit& run) {
    const bool relative = std::any_of(run.declared->begin(), run.declared->end(), is_relative);
    const std::string package = relative ? package_of(run.unit) : "/";
    if (package.empty()) return;
    run.unit.files_known = true;
    for (const std::string& path : *run.declared)
      append(run.unit, absolute_path(package, path, TrailingSlash::drop));
  }

  std::vector<StageUnit>& units_;
  const StageDepInfo& dep_info_;
  const StageFiles& files_;
  std::set<std::string> profiles_;
  ProjectFiles project_;
  std::vector<std::string> roots_;
};

}  // namespace

bool ProjectFiles::append(std::vector<std::string>& paths, const std::string& path) {
  const std::string inside = with_slash(path);
  bool folder = false;
  for (auto file = files_.lower_bound(inside); file != files_.end() && file->first.starts_with(inside);
       ++file) {
    folder = true;
    if (++expanded_ > k_most_expanded) return false;
    if (!file->second.sha256.empty()) append_file(paths, file->first);
  }
  if (!folder || files_.contains(path)) append_file(paths, path);
  return true;
}

void ProjectFiles::append_file(std::vector<std::string>& paths, const std::string& path) const {
  const bool made = std::any_of(profiles_.begin(), profiles_.end(), [&](const std::string& profile) {
    return is_build_output(path, profile);
  });
  if (!made && std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
}

std::set<std::string> profiles_of(const std::vector<StageUnit>& units) {
  std::set<std::string> profiles;
  for (const StageUnit& unit : units) profiles.insert(unit.unit.profile);
  return profiles;
}

void find_unit_files(std::vector<StageUnit>& units, const StageDepInfo& dep_info, const StageFiles& files) {
  Finder(units, dep_info, files).find();
}

}  // namespace cb21
