// SPDX-License-Identifier: Apache-2.0
#include "check/dockerfile_rules.hpp"

#include "check/cargo_steps.hpp"
#include "check/placement.hpp"
#include "check/platform_rules.hpp"
#include "check/rewritten_run.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/mechanisms.hpp"
#include "inputs/placeholder_scan.hpp"
#include "inputs/source_changes.hpp"
#include "inputs/touch_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

std::vector<DockerfileMechanism> mechanisms_named(const CheckedProject& project, std::string_view name) {
  if (!project.context.dockerfile) return {};
  std::vector<DockerfileMechanism> found = find_mechanisms(*project.context.dockerfile, project.target);
  found.erase(std::remove_if(
                  found.begin(), found.end(), [&](const DockerfileMechanism& m) { return m.name != name; }),
              found.end());
  return found;
}

struct PlacedRun {
  const Stage* stage = nullptr;
  const RunInstruction* run = nullptr;
};

std::optional<PlacedRun> run_on_line(const Dockerfile& dockerfile, std::size_t line) {
  for (const Stage& stage : dockerfile.stages) {
    for (const RunInstruction& run : stage.runs) {
      if (run.line == line) return PlacedRun{&stage, &run};
    }
  }
  return std::nullopt;
}

// For any number of RUNs, whose stages are each looked through once.
class TouchingCures {
 public:
  explicit TouchingCures(const Dockerfile& dockerfile) : dockerfile_(dockerfile) {}

  // The RUN on that line, which first renews the sources; empty where there is none.
  std::string of_run_on(std::size_t line) {
    const std::optional<PlacedRun> at = run_on_line(dockerfile_, line);
    if (!at) return {};
    const std::string command = renewing_command(points_of(at->stage->index), *at->run);
    const std::string run = with_first_command(*at->stage, *at->run, command);
    return run.empty() ? command : run;
  }

 private:
  const std::vector<TouchPoint>& points_of(std::size_t stage) {
    const auto known = points_.find(stage);
    if (known != points_.end()) return known->second;
    return points_.emplace(stage, find_touch_points(dockerfile_, stage).points).first->second;
  }

  const Dockerfile& dockerfile_;
  std::map<std::size_t, std::vector<TouchPoint>> points_;
};

// Whether the context may bring a real file to where the placeholder is. A dummy.rs that only the manifest
// names for a while has none: for the real main.rs, at another path, cargo has no fingerprint.
bool may_be_replaced(const CheckedProject& project, const std::string& placeholder) {
  const std::optional<std::size_t> stage = cargo_stage(project);
  if (!stage || placeholder.find('$') != std::string::npos) return true;
  const PlacedFiles placed = place_project(project, project.snapshot, *stage);
  return !is_known(placed) ||
         std::any_of(placed.files.begin(), placed.files.end(), [&](const PlacedFile& file) {
           return file.stage_path == placeholder;
         });
}

bool copies_sources(const CopyInstruction& copy) {
  return std::any_of(copy.sources.begin(), copy.sources.end(), [](const std::string& source) {
    return brings_sources(source);
  });
}

// Whether sources are there when the RUN begins.
bool has_sources(const Dockerfile& dockerfile, const Stage& stage, const RunInstruction& run) {
  for (const std::size_t part : stage_lineage(dockerfile, stage.index)) {
    for (const CopyInstruction& copy : dockerfile.stages[part].copies) {
      const bool later = part == stage.index && copy.instruction > run.instruction;
      if (!later && copies_sources(copy)) return true;
    }
  }
  return std::any_of(run.mounts.begin(), run.mounts.end(), [](const Mount& mount) {
    return mount.type == "bind" && brings_sources(mount.source);
  });
}

// The RUN compiles nothing but what it has just written: newer than whatever the mount holds.
bool compiles_own_sources_only(const Dockerfile& dockerfile, const Stage& stage, const RunInstruction& run) {
  if (has_sources(dockerfile, stage, run)) return false;
  const std::vector<ShellCommand> commands = shell_commands(run.command);
  return std::any_of(commands.begin(), commands.end(), [&](const ShellCommand& command) {
    return !written_sources(command, run.workdir).empty();
  });
}

const std::string* option_of(const Mount& mount, std::string_view name) {
  const auto found = std::find_if(
      mount.options.begin(), mount.options.end(), [&](const auto& option) { return option.first == name; });
  return found == mount.options.end() ? nullptr : &found->second;
}

struct TargetMount {
  const Stage* stage = nullptr;
  const RunInstruction* run = nullptr;
  const Mount* mount = nullptr;
  CargoBuild build;
};

// One for each RUN that compiles with the target directory in a cache mount.
std::vector<TargetMount> target_mounts(const CheckedProject& project) {
  std::vector<TargetMount> mounts;
  for (CargoStep& step : cargo_steps(project)) {
    if (!mounts.empty() && mounts.back().run == step.run) continue;
    const Dockerfile& dockerfile = *project.context.dockerfile;
    const Mount* mount = target_cache_mount(*step.run, step.build, target_directory(dockerfile, step.stage));
    if (mount == nullptr) continue;
    mounts.push_back({&dockerfile.stages[step.stage], step.run, mount, std::move(step.build)});
  }
  return mounts;
}

// Of a build for several platforms that compiles the stage once for each.
bool is_shared_by_platforms(const CheckedProject& project, const TargetMount& target) {
  if (target_platforms(project).size() < 2 || !target.build.target.empty()) return false;
  const std::size_t base = stage_lineage(*project.context.dockerfile, target.stage->index).front();
  if (!project.context.dockerfile->stages[base].platform.empty()) return false;
  const std::string* sharing = option_of(*target.mount, "sharing");
  if (sharing != nullptr && *sharing != "shared") return false;
  // ${TARGETARCH} and the like, be it in the id or, where that is missing, in the path.
  const std::string* id = option_of(*target.mount, "id");
  return (id == nullptr ? target.mount->target : *id).find('$') == std::string::npos;
}

std::string quoted_target(const TargetMount& target) { return escape(target.mount->target); }

// An error where the mount is not the project's own, else a warning.
enum class Owner { anyone, project };

std::vector<Violation> stale_mounts(const CheckedProject& project, Owner owner) {
  std::vector<Violation> violations;
  if (!project.context.dockerfile) return violations;
  TouchingCures cures(*project.context.dockerfile);
  const std::vector<TargetMount> mounts = target_mounts(project);
  for (const DockerfileMechanism& mechanism : mechanisms_named(project, "target-cache-mount")) {
    const auto target = std::find_if(mounts.begin(), mounts.end(), [&](const TargetMount& mount) {
      return mount.run->line == mechanism.line;
    });
    if (target == mounts.end()) continue;
    if (compiles_own_sources_only(*project.context.dockerfile, *target->stage, *target->run)) continue;
    const bool own = !target->mount->id.empty() && !is_shared_by_platforms(project, *target);
    if (own != (owner == Owner::project)) continue;
    violations.push_back(dockerfile_violation(
        project, mechanism.line, mechanism.evidence, cures.of_run_on(mechanism.build_line)));
  }
  return violations;
}

// The last cargo build of the compile stage, told to build that binary too.
std::string building_cure(const CheckedProject& project, const DockerfileMechanism& mechanism) {
  const std::vector<CargoStep> steps = cargo_steps(project);
  if (steps.empty() || !is_plain_text(mechanism.binary) || !is_plain_text(mechanism.profile)) return {};
  const CargoStep& last = steps.back();
  const std::string option = "--bin " + mechanism.binary;
  if (last.build.profile != mechanism.profile)
    return fmt::format(
        "RUN cargo build --profile {} {}", mechanism.profile == "debug" ? "dev" : mechanism.profile, option);
  return with_build_option(project, last, option);
}

std::vector<Violation> artifacts_named(const CheckedProject& project, std::string_view name) {
  std::vector<Violation> violations;
  for (const DockerfileMechanism& mechanism : mechanisms_named(project, name)) {
    violations.push_back(
        dockerfile_violation(project, mechanism.line, mechanism.evidence, building_cure(project, mechanism)));
  }
  return violations;
}

}  // namespace

Violation dockerfile_violation(const CheckedProject& project,
                               std::size_t line,
                               std::string message,
                               std::string cure) {
  return {dockerfile_name(project), line, std::move(message), std::move(cure)};
}

std::vector<Violation> find_placeholder_sources(const CheckedProject& project) {
  std::vector<Violation> violations;
  if (!project.context.dockerfile) return violations;
  TouchingCures cures(*project.context.dockerfile);
  for (const DockerfileMechanism& mechanism : mechanisms_named(project, "placeholder-main")) {
    if (!may_be_replaced(project, mechanism.source)) continue;
    violations.push_back(dockerfile_violation(
        project, mechanism.line, mechanism.evidence, cures.of_run_on(mechanism.build_line)));
  }
  return violations;
}

std::vector<Violation> find_target_cache_mounts(const CheckedProject& project) {
  std::vector<Violation> violations = stale_mounts(project, Owner::anyone);
  for (const TargetMount& target : target_mounts(project)) {
    const bool known = std::any_of(violations.begin(), violations.end(), [&](const Violation& violation) {
      return violation.line == target.run->line;
    });
    if (known || !is_shared_by_platforms(project, target)) continue;
    violations.push_back(dockerfile_violation(
        project,
        target.run->line,
        fmt::format("cargo builds for {} platforms at the same time in the one cache mount {}: each may ship "
                    "what the other has compiled",
                    target_platforms(project).size(),
                    quoted_target(target)),
        "--mount=type=cache,id=target-$TARGETARCH,target=" +
            (is_plain_text(target.mount->target) ? target.mount->target : std::string("/app/target"))));
  }
  std::stable_sort(violations.begin(), violations.end(), [](const Violation& a, const Violation& b) {
    return a.line < b.line;
  });
  return violations;
}

std::vector<Violation> find_own_target_cache_mounts(const CheckedProject& project) {
  return stale_mounts(project, Owner::project);
}

std::vector<Violation> find_unbuilt_binaries(const CheckedProject& project) {
  return artifacts_named(project, "unbuilt-bin");
}

std::vector<Violation> find_wrong_binaries(const CheckedProject& project) {
  return artifacts_named(project, "wrong-bin");
}

}  // namespace cb21
