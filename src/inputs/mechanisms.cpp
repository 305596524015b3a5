// SPDX-License-Identifier: Apache-2.0
#include "inputs/mechanisms.hpp"

#include "escape.hpp"
#include "inputs/cargo_build.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/placeholder_scan.hpp"
#include "inputs/source_changes.hpp"
#include "inputs/target_artifacts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace cb21 {
namespace {

DockerfileMechanism describe(const StalePlaceholder& stale) {
  return {"placeholder-main",
          stale.placeholder.line,
          fmt::format(
              "a placeholder {} is compiled on line {}, the real one arrives on line {} with its older time "
              "stamp, and nothing touches it before cargo builds on line {}",
              escape(stale.placeholder.path),
              stale.compiled_line,
              stale.arrival_line,
              stale.build_line),
          stale.build_line,
          stale.placeholder.path,
          {},
          {}};
}

// The first cargo build of a RUN whose target directory is a cache mount and before which nothing renews the
// sources.
std::optional<DockerfileMechanism> describe_target_mount(const RunInstruction& run,
                                                         std::string_view environment) {
  for (const ShellCommand& command : shell_commands(run.command)) {
    if (touches_sources(command) || removes_artifacts(command)) return std::nullopt;
    const std::optional<CargoBuild> build = read_cargo_build(command);
    const Mount* mount = build ? target_cache_mount(run, *build, environment) : nullptr;
    if (mount == nullptr) continue;
    return DockerfileMechanism{
        "target-cache-mount",
        run.line,
        fmt::format(
            "cargo builds in the cache mount {}{}: sources older than its last build count as unchanged, and "
            "nothing in the RUN touches them",
            escape(mount->target),
            mount->id.empty() ? ", which every project with that path shares" : ""),
        run.line,
        {},
        {},
        {}};
  }
  return std::nullopt;
}

bool may_build(const CargoBuild& build, const TargetArtifact& artifact) {
  if (build.uncertain || build.profile.find('$') != std::string::npos) return true;
  if (build.profile != artifact.profile) return false;
  return build.selects || build.bins.empty() ||
         std::any_of(build.bins.begin(), build.bins.end(), [&](const std::string& bin) {
           return bin == artifact.name || bin.find_first_of("$*") != std::string::npos;
         });
}

// Something else than the last build has to have left a file there, or docker's COPY would fail.
std::optional<DockerfileMechanism> describe_artifact(const StageSources& sources,
                                                     const TargetArtifact& artifact) {
  const auto& builds = sources.builds;
  // Made-up sources that nothing ever replaces are not placeholders, but what is built.
  const bool replaced = std::any_of(sources.placeholders.begin(),
                                    sources.placeholders.end(),
                                    [](const Placeholder& placeholder) { return placeholder.replaced; });
  const bool skeleton = sources.cooked || (replaced && !sources.placeholder_builds.empty());
  const bool mounted =
      std::any_of(builds.begin(), builds.end(), [](const Compilation& c) { return c.mounted; });
  if (builds.empty() || (!skeleton && !mounted)) return std::nullopt;
  const auto is_placeholder_build = [&](const Compilation& c) {
    return std::any_of(sources.placeholder_builds.begin(),
                       sources.placeholder_builds.end(),
                       [&](const Compilation& p) { return p.line == c.line; });
  };
  const bool built = std::any_of(builds.begin(), builds.end(), [&](const Compilation& c) {
    return !is_placeholder_build(c) && may_build(c.build, artifact);
  });
  if (built) return std::nullopt;
  return DockerfileMechanism{
      skeleton ? "unbuilt-bin" : "wrong-bin",
      artifact.line,
      fmt::format(
          "{} of the {} profile is taken out of the target directory, but no cargo build makes it from the "
          "real sources: what lies there is {}",
          escape(artifact.name),
          escape(artifact.profile),
          skeleton ? "a placeholder" : "an earlier build's"),
      0,
      {},
      artifact.name,
      artifact.profile};
}

// Of one compile stage.
void append_mechanisms(const Dockerfile& dockerfile,
                       std::string_view target,
                       std::size_t stage,
                       const StageSources& sources,
                       std::vector<DockerfileMechanism>& found) {
  for (const StalePlaceholder& stale : sources.stale) found.push_back(describe(stale));
  const std::string environment = target_directory(dockerfile, stage);
  for (const std::size_t part : stage_lineage(dockerfile, stage)) {
    for (const RunInstruction& run : dockerfile.stages[part].runs) {
      if (const auto mechanism = describe_target_mount(run, environment)) found.push_back(*mechanism);
    }
  }
  for (const TargetArtifact& artifact : taken_artifacts(dockerfile, target, stage)) {
    if (const auto mechanism = describe_artifact(sources, artifact)) found.push_back(*mechanism);
  }
}

}  // namespace

std::vector<DockerfileMechanism> find_mechanisms(const Dockerfile& dockerfile, std::string_view target) {
  const std::vector<std::size_t> compiling = find_compile_stages(dockerfile, target);
  if (compiling.empty()) return {};
  const std::vector<StageSources> sources = scan_stages(dockerfile);
  std::vector<DockerfileMechanism> found;
  for (const std::size_t stage : compiling)
    append_mechanisms(dockerfile, target, stage, sources[stage], found);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  // Stages made of the same one share what is in it.
  const auto repeated = std::unique(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.line == b.line && a.name == b.name && a.evidence == b.evidence;
  });
  found.erase(repeated, found.end());
  return found;
}

}  // namespace cb21
