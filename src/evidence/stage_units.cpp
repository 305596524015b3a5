// SPDX-License-Identifier: Apache-2.0
#include "evidence/stage_units.hpp"

#include "evidence/unit_fingerprint.hpp"
#include "evidence/unit_place.hpp"
#include "word_list.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_json = ".json";

struct UnitFolder {
  UnitPlace place;
  std::map<std::string_view, const StageFile*> files;
  const StageFile* run = nullptr;  // invoked.timestamp of the run's own folder
};

using UnitFolders = std::map<std::string, UnitFolder>;

UnitFolders read_folders(const ProbeLines& lines) {
  UnitFolders folders;
  for (const auto& [path, file] : lines.units) {
    auto place = place_of_unit_file(path);
    if (!place) continue;
    std::string key = place->folder;
    UnitFolder& folder = folders[std::move(key)];
    if (!place->run_folder) {
      folder.files.emplace(place->file, &file);
    } else if (place->file == "invoked.timestamp") {
      folder.run = &file;
    }
    folder.place = std::move(*place);
  }
  return folders;
}

struct Target {
  UnitKind kind;
  std::string_view name;
};

// By the name of the fingerprint file (fingerprint::Fingerprint, "{flavor}{kind}-{target}").
std::optional<Target> target_of(std::string_view file) {
  static constexpr std::array<std::pair<std::string_view, UnitKind>, 10> k_prefixes{
      {{"run-build-script-", UnitKind::build_script_run},
       {"build-script-", UnitKind::build_script},
       {"test-bin-", UnitKind::program},
       {"test-lib-", UnitKind::program},
       {"test-integration-test-", UnitKind::program},
       {"test-example-", UnitKind::program},
       {"test-bench-", UnitKind::program},
       {"bin-", UnitKind::program},
       {"example-", UnitKind::program},
       {"lib-", UnitKind::library}}};
  for (const auto& [prefix, kind] : k_prefixes) {
    if (file.starts_with(prefix) && file.size() > prefix.size())
      return Target{kind, file.substr(prefix.size())};
  }
  return std::nullopt;
}

const StageFile* find_file(const UnitFolder& folder, const std::string& name) {
  const auto found = folder.files.find(name);
  return found == folder.files.end() ? nullptr : found->second;
}

std::string_view text_of(const ProbeLines& lines, const StageFile* file) {
  const auto found = file == nullptr ? lines.texts.end() : lines.texts.find(file->path);
  return found == lines.texts.end() ? std::string_view() : found->second;
}

bool is_fingerprint(std::string_view text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void read_times(StageUnit& read, const UnitFolder& folder, const std::string& name) {
  CargoUnit& unit = read.unit;
  const bool run = unit.kind == UnitKind::build_script_run;
  const StageFile* const invoked = run ? folder.run : find_file(folder, "invoked.timestamp");
  if (invoked != nullptr) {
    unit.invoked_ns = invoked->mtime_ns;
    unit.invoked_ctime_ns = invoked->ctime_ns;
  }
  if (const StageFile* const dep_info = find_file(folder, "dep-" + name)) {
    unit.dep_info_ns = dep_info->mtime_ns;
    unit.dep_info_ctime_ns = dep_info->ctime_ns;
  }
  if (const StageFile* const fingerprint = find_file(folder, name))
    unit.fingerprint_ns = fingerprint->mtime_ns;
}

StageUnit read_unit(const ProbeLines& lines,
                    const UnitFolder& folder,
                    const std::string& name,
                    const Target& target) {
  StageUnit read;
  CargoUnit& unit = read.unit;
  unit.folder = folder.place.folder;
  unit.profile = folder.place.profile;
  unit.package = folder.place.package;
  unit.hash = folder.place.hash;
  unit.kind = target.kind;
  unit.target = target.name;
  read_times(read, folder, name);
  const std::string_view text = text_of(lines, find_file(folder, name));
  if (is_fingerprint(text)) unit.fingerprint = text;
  const auto json = read_unit_fingerprint(text_of(lines, find_file(folder, name + std::string(k_json))));
  if (json) {
    unit.dependencies = json->dependencies;
    unit.linker = json->linker;
    read.declared = json->declared;
  } else {
    unit.fingerprint.clear();  // what it was made of cannot be told
  }
  return read;
}

// "bin-app" for bin-app, bin-app.json and output-bin-app, which alone is left by a first compilation that
// failed: it keeps what the compiler said.
std::set<std::string> names_of_units(const UnitFolder& folder) {
  constexpr std::string_view k_output = "output-";
  std::set<std::string> names;
  for (const auto& [file, times] : folder.files) {
    std::string_view name = file;
    if (name.starts_with(k_output)) name.remove_prefix(k_output.size());
    if (name.ends_with(k_json)) name.remove_suffix(k_json.size());
    if (target_of(name)) names.emplace(name);
  }
  return names;
}

// By profile and hash. Of dynamic libraries only a procedural macro's has a hash in its name.
std::set<std::pair<std::string, std::string>> units_of_macros(const ProbeLines& lines) {
  std::set<std::pair<std::string, std::string>> units;
  for (const std::string_view path : lines.libraries) {
    auto place = place_of_output(path, ".so");
    if (place && !place->hash.empty()) units.emplace(std::move(place->profile), std::move(place->hash));
  }
  return units;
}

}  // namespace

std::vector<StageUnit> read_stage_units(const ProbeLines& lines) {
  std::vector<StageUnit> units;
  const std::set<std::pair<std::string, std::string>> macros = units_of_macros(lines);
  for (const auto& [path, folder] : read_folders(lines)) {
    for (const std::string& name : names_of_units(folder)) {
      units.push_back(read_unit(lines, folder, name, *target_of(name)));
      CargoUnit& unit = units.back().unit;
      unit.procedural_macro = unit.kind == UnitKind::library && macros.contains({unit.profile, unit.hash});
    }
  }
  return units;
}

}  // namespace cb21
