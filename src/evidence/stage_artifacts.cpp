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

bool speaks_of(const ArtifactDepInfo& info, const CargoArtifact& artifact) {
  const bool same_folder = info.folder == artifact.profile || parent_path(info.folder) == artifact.profile;
  return same_folder && crate_name(library_stem(base_name(info.rule.output))) == crate_name(artifact.name);
}

void add_files(CargoArtifact& artifact, const StageDepInfo& dep_info) {
  const auto& all = dep_info.artifacts();
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const ArtifactDepInfo& info) { return speaks_of(info, artifact); });
  if (found == all.end()) return;
  for (const std::string& path : found->rule.files) {
    if (path.starts_with('/')) artifact.files.push_back(absolute_path("/", path, TrailingSlash::drop));
  }
}

}  // namespace

std::vector<CargoArtifact> read_stage_artifacts(const ProbeLines& lines,
                                                const StageDepInfo& dep_info,
                                                const std::vector<CargoUnit>& units) {
  std::vector<CargoArtifact> artifacts;
  for (const auto& [path, file] : lines.artifacts) {
    CargoArtifact artifact;
    artifact.file = file;
    place(artifact, units);
    if (const auto head = lines.heads.find(path); head != lines.heads.end())
      artifact.build_id = build_id_in_head(head->second);
    add_files(artifact, dep_info);
    artifacts.push_back(std::move(artifact));
  }
  return artifacts;
}

}  // namespace cb21
