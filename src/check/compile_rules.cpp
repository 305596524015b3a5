// SPDX-License-Identifier: Apache-2.0
#include "check/compile_rules.hpp"

#include "check/cargo_steps.hpp"
#include "check/context_rules.hpp"
#include "check/dockerfile_rules.hpp"
#include "check/placement.hpp"
#include "check/rewritten_run.hpp"
#include "escape.hpp"
#include "inputs/container_path.hpp"
#include "inputs/fetched_sources.hpp"
#include "inputs/run_traces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

std::string pinning_cure(const FetchedSources& fetched) {
  const bool plain =
      is_plain_text(fetched.address) && fetched.address.find_first_of(" \\'\"$;&|<>()") == std::string::npos;
  const std::string address = plain && !fetched.address.empty() ? fetched.address : "ADDRESS";
  if (fetched.command == "curl" || fetched.command == "wget") {
    return fmt::format("ARG SOURCE_SHA256\nADD --checksum=sha256:$SOURCE_SHA256 {} .", address);
  }
  if (!fetched.command.starts_with("git"))
    return fmt::format("RUN {} -r REVISION {} source", escape(fetched.command), address);
  return fmt::format(
      "ARG SOURCE_COMMIT\nRUN git clone {} source && git -C source checkout \"$SOURCE_COMMIT\"", address);
}

bool has_word(const ShellCommand& command, std::string_view word) {
  return std::find(command.words.begin(), command.words.end(), word) != command.words.end();
}

// Any cargo command that does so fails on a lock that has drifted, whatever it was started for.
bool holds_to_the_lock(const RunInstruction& run) {
  const std::vector<ShellCommand> commands = shell_commands(run.command);
  return std::any_of(commands.begin(), commands.end(), [](const ShellCommand& command) {
    const bool installs_a_tool = has_word(command, "install") && !has_word(command, "--path");
    const bool locked = has_word(command, "--locked") || has_word(command, "--frozen");
    return !cargo_arguments(command).empty() && locked && !installs_a_tool;
  });
}

bool may_say_anything(const CargoStep& step) { return step.build.uncertain || step.command.more_words; }

// Where cargo may be started, or is told to look, as far as the RUN tells.
std::vector<std::string> start_directories(const CargoStep& step) {
  std::vector<std::string> directories = trace_run(*step.run).work_directories;
  for (const std::string& word : step.command.words) {
    const std::string path = absolute_path(step.run->workdir, word, TrailingSlash::drop);
    directories.push_back(path.ends_with("/Cargo.toml") ? std::string(parent_path(path)) : path);
  }
  return directories;
}

// Whether cargo finds a lock in one of these directories or above; with --locked it fails where there is
// none.
bool finds_a_lock(const CheckedProject& project, const CargoStep& step) {
  const PlacedFiles placed = place_project(project, project.snapshot, step.stage);
  if (!is_known(placed)) {
    return std::any_of(project.snapshot.files.begin(),
                       project.snapshot.files.end(),
                       [](const FileEntry& file) { return file.path == "Cargo.lock"; });
  }
  const std::vector<std::string> starts = start_directories(step);
  return std::any_of(placed.files.begin(), placed.files.end(), [&](const PlacedFile& file) {
    if (base_name(file.stage_path) != "Cargo.lock") return false;
    return std::any_of(starts.begin(), starts.end(), [&](const std::string& start) {
      return is_within(start, parent_path(file.stage_path));
    });
  });
}

// The last one, where nothing holds to the lock; else null.
const CargoStep* unlocked_step(const CheckedProject& project, const std::vector<CargoStep>& steps) {
  if (steps.empty() || std::any_of(steps.begin(), steps.end(), may_say_anything)) return nullptr;
  for (const Stage& stage : project.context.dockerfile->stages) {
    if (std::any_of(stage.runs.begin(), stage.runs.end(), holds_to_the_lock)) return nullptr;
  }
  return &steps.back();
}

}  // namespace

std::vector<Violation> find_unpinned_sources(const CheckedProject& project) {
  std::vector<Violation> violations;
  if (!project.context.dockerfile) return violations;
  for (const FetchedSources& fetched : all_fetched_sources(*project.context.dockerfile, project.target)) {
    if (fetched.pinned) continue;
    violations.push_back(dockerfile_violation(
        project,
        fetched.line,
        fmt::format("{} brings whatever is newest when docker first runs it; the same words later give the "
                    "same old layer",
                    escape(fetched.command)),
        pinning_cure(fetched)));
  }
  return violations;
}

std::vector<Violation> find_drifting_locks(const CheckedProject& project) {
  std::vector<Violation> violations = find_left_out_locks(project);
  const std::vector<CargoStep> steps = cargo_steps(project);
  const CargoStep* step = violations.empty() ? unlocked_step(project, steps) : nullptr;
  if (step == nullptr || !finds_a_lock(project, *step)) return violations;
  const std::string& asked = step->command.words[*build_word(step->command)];
  violations.push_back(dockerfile_violation(
      project,
      step->run->line,
      fmt::format("{} without --locked {}",
                  escape(command_name(*step)),
                  asked == "install"
                      ? "passes over Cargo.lock and takes the newest dependencies"
                      : "rewrites a Cargo.lock that no longer fits, and compiles other dependencies"),
      with_build_option(project, *step, "--locked")));
  return violations;
}

}  // namespace cb21
