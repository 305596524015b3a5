// SPDX-License-Identifier: Apache-2.0
#include "check/project_targets.hpp"

#include "check/placement.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/path_name.hpp"
#include "inputs/placeholder_scan.hpp"
#include "inputs/start_command.hpp"
#include "inputs/target_artifacts.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

using Names = std::set<std::string, std::less<>>;

std::optional<std::size_t> compile_stage_of(const CheckedProject& project) {
  if (!project.context.dockerfile) return std::nullopt;
  return find_compile_stage(*project.context.dockerfile, project.target);
}

// Empty where it is not known what is brought.
std::vector<std::string> brought_manifests(const CheckedProject& project) {
  const auto stage = compile_stage_of(project);
  if (!stage) return {};
  const PlacedFiles placed = place_project(project, project.snapshot, *stage);
  if (!is_known(placed)) return {};
  Names found;
  for (const PlacedFile& file : placed.files) {
    const std::string& path = project.snapshot.files[file.file].path;
    if (base_name(path) == "Cargo.toml") found.insert(path);
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> manifests_of(const CheckedProject& project) {
  std::vector<std::string> brought = brought_manifests(project);
  return brought.empty() ? ScannedTree(project.snapshot).manifests() : brought;
}

bool is_written_out(std::string_view path) {
  return path.find_first_of("$*?[") == std::string_view::npos && !path.ends_with('/');
}

// Of what is left to a variable or a wildcard, none.
Names image_names(const Dockerfile& dockerfile, std::string_view target, std::size_t stage) {
  Names names;
  for (const ShippedFile& file : shipped_files(dockerfile, target)) {
    if (is_written_out(file.source)) names.emplace(base_name(file.source));
  }
  for (const TargetArtifact& artifact : taken_artifacts(dockerfile, target, stage))
    names.insert(artifact.name);
  for (const std::string& word : start_words(dockerfile, *dockerfile.target_stage(target)))
    names.emplace(base_name(word));
  return names;
}

// What the cargo commands name by --bin, or by -p.
Names names_told_to_cargo(const Dockerfile& dockerfile,
                          std::size_t stage,
                          std::vector<std::string> CargoBuild::*words) {
  const std::vector<Compilation> builds = scan_stages(dockerfile)[stage].builds;
  Names names;
  for (const Compilation& compilation : builds)
    names.insert((compilation.build.*words).begin(), (compilation.build.*words).end());
  return names;
}

std::vector<BinaryTarget> chosen(const std::vector<BinaryTarget>& targets,
                                 const Names& names,
                                 std::string BinaryTarget::*field) {
  std::vector<BinaryTarget> found;
  std::copy_if(targets.begin(), targets.end(), std::back_inserter(found), [&](const BinaryTarget& target) {
    return names.contains(target.*field);
  });
  return found;
}

}  // namespace

std::vector<CargoWorkspace> project_workspaces(const CheckedProject& project) {
  if (project.context.roots.empty()) return {};
  return outermost(cargo_workspaces(manifests_of(project), [&](const std::string& path) {
    return read_context_text(project.context, path);
  }));
}

std::vector<BinaryTarget> project_targets(const CheckedProject& project) {
  const ScannedTree tree(project.snapshot);
  std::vector<BinaryTarget> targets;
  if (project.cargo_targets) {
    // Cargo sees files that docker is not sent.
    std::copy_if(project.cargo_targets->begin(),
                 project.cargo_targets->end(),
                 std::back_inserter(targets),
                 [&](const BinaryTarget& target) { return tree.exists(target.source); });
    return targets;
  }
  for (const CargoWorkspace& workspace : project_workspaces(project)) {
    std::vector<BinaryTarget> found = binary_targets(project.context, tree, workspace);
    targets.insert(targets.end(), found.begin(), found.end());
  }
  return targets;
}

std::vector<BinaryTarget> shipped_targets(const CheckedProject& project) {
  std::vector<BinaryTarget> targets = project_targets(project);
  const auto stage = compile_stage_of(project);
  if (!stage || targets.size() < 2) return targets;
  const Dockerfile& dockerfile = *project.context.dockerfile;
  std::vector<BinaryTarget> found =
      chosen(targets, image_names(dockerfile, project.target, *stage), &BinaryTarget::name);
  if (found.empty()) {
    found = chosen(targets, names_told_to_cargo(dockerfile, *stage, &CargoBuild::bins), &BinaryTarget::name);
  }
  if (found.empty()) {
    found = chosen(
        targets, names_told_to_cargo(dockerfile, *stage, &CargoBuild::packages), &BinaryTarget::package);
  }
  return found.empty() ? targets : found;
}

}  // namespace cb21
