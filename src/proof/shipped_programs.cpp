// SPDX-License-Identifier: Apache-2.0
#include "proof/shipped_programs.hpp"

#include "inputs/container_path.hpp"
#include "proof/unit_closure.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace cb21 {
namespace {

std::set<std::string> profile_folders(const StageLooks& looks) {
  std::set<std::string> folders;
  for (const StageLook& look : looks.all()) {
    for (const CargoUnit& unit : look.evidence->units) folders.insert(unit.profile);
    for (const CargoArtifact& artifact : look.evidence->artifacts) folders.insert(artifact.profile);
  }
  folders.erase("");
  return folders;
}

bool is_below_one_of(std::string_view path, const std::set<std::string>& folders) {
  return std::ranges::any_of(folders, [&](const std::string& folder) { return is_within(path, folder); });
}

// Folders of a profile's own that hold what cargo needs for itself.
bool is_kept_for_cargo(std::string_view path, const std::set<std::string>& folders) {
  static constexpr std::array<std::string_view, 5> k_own = {
      "/.fingerprint", "/build", "/deps", "/examples", "/incremental"};
  return std::ranges::any_of(folders, [&](const std::string& folder) {
    return std::ranges::any_of(
        k_own, [&](std::string_view own) { return is_within(path, folder + std::string(own)); });
  });
}

}  // namespace

std::vector<ShippedProgram> find_shipped_programs(const ChainFacts& facts,
                                                  const StageLooks& looks,
                                                  const std::map<std::string, std::string>& segments) {
  const std::set<std::string> folders = profile_folders(looks);
  std::vector<ShippedProgram> programs;
  for (const auto& [path, file] : facts.image.files) {
    const bool code = file.type == ImageFile::Type::regular && file.elf;
    if (!code) continue;
    const bool started = path == facts.started.path;
    if (!started && is_kept_for_cargo(path, folders)) continue;
    ShippedProgram program;
    program.path = path;
    program.file = &file;
    program.named = bears_target_name(facts, looks, path);
    program.earlier = facts.old_programs.contains(file.sha256);
    program.in_target = !started && is_below_one_of(path, folders);
    program.match = match_artifact(looks, path, file, segments);
    const bool asked = program.match.matched() || !program.match.undecided.empty() || program.named ||
                       program.earlier || (file.rust && file.executable) || started;
    if (asked) programs.push_back(std::move(program));
  }
  return programs;
}

bool bears_target_name(const ChainFacts& facts, const StageLooks& looks, std::string_view path) {
  const std::string name(base_name(path));
  if (!is_library_file(name)) return facts.target_names.contains(name);
  const bool of_target = std::ranges::any_of(facts.target_names, [&](const std::string& target) {
    return name == "lib" + crate_name(target) + ".so";
  });
  return of_target || std::ranges::any_of(looks.all(), [&](const StageLook& look) {
           return std::ranges::any_of(look.evidence->artifacts, [&](const CargoArtifact& artifact) {
             return base_name(artifact.file.path) == name;
           });
         });
}

}  // namespace cb21
