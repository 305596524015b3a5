// SPDX-License-Identifier: Apache-2.0
#include "evidence/stage_artifacts.hpp"

#include "evidence/build_id.hpp"
#include "evidence/unit_place.hpp"
#include "inputs/container_path.hpp"
#include "inputs/path_name.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// "app" of "libapp.so"; a program's name is its own.
std::string library_stem(std::string_view name) {
  if (!name.ends_with(".so")) return std::string(name);
  name.remove_suffix(3);
  return std::string(name.starts_with("lib") ? name.substr(3) : name);
}

// The name of the cargo target in the unit that left the file.
const CargoUnit* unit_of(const CargoArtifact& artifact, const std::vector<CargoUnit>& units) {
  const auto unit = std::find_if(units.begin(), units.end(), [&](const CargoUnit& u) {
    return !artifact.hash.empty() && u.hash == artifact.hash && u.profile == artifact.profile &&
           (u.kind == UnitKind::program || u.kind == UnitKind::library);
  });
  return unit == units.end() ? nullptr : &*unit;
}

void place(CargoArtifact& artifact, const std::vector<CargoUnit>& units) {
  const std::string& path = artifact.file.path;
  if (const auto output = place_of_output(path, path.ends_with(".so") ? ".so" : "")) {
    artifact.profile = output->profile;
    artifact.hash = output->hash;
    artifact.name = library_stem(output->stem + (path.ends_with(".so") ? ".so" : ""));
  } else {
    const std::string_view folder = parent_path(path);
    artifact.profile = base_name(folder) == "examples" ? parent_path(folder) : folder;
    artifact.name = library_stem(base_name(path));
  }
  if (const CargoUnit* const unit = unit_of(artifact, units)) artifact.name = unit->target;
}

bool is_of_profile(const ArtifactDepInfo& info, const std::string& profile) {
  return info.folder == profile || parent_path(info.folder) == profile;
}

// That beside the artifact; where build.build-dir keeps the two apart, the only one of that name.
const ArtifactDepInfo* find_dep_info(const CargoArtifact& artifact, const StageDepInfo& dep_info) {
  const ArtifactDepInfo* named = nullptr;
  bool several = false;
  for (const ArtifactDepInfo& info : dep_info.artifacts()) {
    if (crate_name(library_stem(base_name(info.rule.output))) != crate_name(artifact.name)) continue;
    if (is_of_profile(info, artifact.profile)) return &info;
    several = named != nullptr;
    named = &info;
  }
  return several ? nullptr : named;
}

void add_files(CargoArtifact& artifact, const StageDepInfo& dep_info, ProjectFiles& project) {
  const ArtifactDepInfo* const info = find_dep_info(artifact, dep_info);
  if (info == nullptr) return;
  for (const std::string& path : info->rule.files) {
    if (path.starts_with('/')) project.append(artifact.files, absolute_path("/", path, TrailingSlash::drop));
  }
}

}  // namespace

std::vector<CargoArtifact> read_stage_artifacts(const ProbeLines& lines,
                                                const StageDepInfo& dep_info,
                                                const std::vector<CargoUnit>& units,
                                                ProjectFiles project) {
  std::vector<CargoArtifact> artifacts;
  for (const auto& [path, file] : lines.artifacts) {
    CargoArtifact artifact;
    artifact.file = file;
    place(artifact, units);
    if (const auto head = lines.heads.find(path); head != lines.heads.end())
      artifact.build_id = build_id_in_head(head->second);
    add_files(artifact, dep_info, project);
    artifacts.push_back(std::move(artifact));
  }
  return artifacts;
}

}  // namespace cb21
