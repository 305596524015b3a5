// SPDX-License-Identifier: Apache-2.0
#include "inputs/target_mounts.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/path_name.hpp"
#include "inputs/placeholder_scan.hpp"
#include "inputs/shell_commands.hpp"
#include "inputs/source_changes.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {
namespace {

// By a part of the path.
bool is_kept_by_others(std::string_view path) {
  static constexpr auto k_parts = std::to_array<std::string_view>({"/.cache",
                                                                   "/.npm",
                                                                   "/.rustup",
                                                                   "/apk",
                                                                   "/apt",
                                                                   "/cargo/git",
                                                                   "/cargo/registry",
                                                                   "/.cargo/git",
                                                                   "/.cargo/registry",
                                                                   "/ccache",
                                                                   "/dnf",
                                                                   "/go/",
                                                                   "/local/cargo",
                                                                   "/node_modules",
                                                                   "/pip",
                                                                   "/pnpm",
                                                                   "/registry",
                                                                   "/root/.cargo",
                                                                   "/rustup",
                                                                   "/sccache",
                                                                   "/var/cache",
                                                                   "/var/lib",
                                                                   "/yarn",
                                                                   "/yum"});
  return std::any_of(k_parts.begin(), k_parts.end(), [&](std::string_view part) {
    return path.find(part) != std::string_view::npos;
  });
}

bool may_hold_artifacts(const Mount& mount, std::string_view environment, bool compiles) {
  if (mount.type != "cache") return false;
  if (mount.target == environment) return true;
  return compiles ? !is_kept_by_others(mount.target) : base_name(mount.target) == "target";
}

bool outlives_no_cache(const Mount& mount) {
  return !mount.from.empty() || !mount.source.empty() ||
         std::any_of(mount.options.begin(), mount.options.end(), [](const auto& option) {
           return is_one_of(option.first, {"uid", "gid", "mode"});
         });
}

bool may_compile(const ShellCommand& command) { return read_cargo_build(command) || may_hide_build(command); }

// Every .rs file below the directory that the RUN begins in.
bool finds_all_sources(const ShellCommand& command, std::string_view workdir) {
  const auto& words = command.words;
  if (command.program() != "find" || words.size() < 2) return false;
  if (words[1] != "." && words[1] != "./" && words[1] != workdir && words[1] != "/") return false;
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (is_one_of(words[i], {"-maxdepth", "-mtime", "-newer", "-path", "-mmin", "-regex", "-prune"}))
      return false;
    const bool named = is_one_of(words[i], {"-name", "-iname"});
    if (named && i + 1 < words.size() && !is_one_of(words[i + 1], {"*.rs", "*"})) return false;
  }
  return true;
}

bool removes_all_artifacts(const ShellCommand& command) {
  const bool one_package = std::any_of(command.words.begin(), command.words.end(), [](std::string_view word) {
    return word.starts_with("-p") || word.starts_with("--package");
  });
  const bool cargo = !cargo_arguments(command).empty();
  return removes_artifacts(command) && !(cargo && one_package);
}

// Whether the RUN compiles before it has renewed all that the compiler reads.
bool may_take_old_artifacts(const RunInstruction& run) {
  bool elsewhere = false;
  bool found_all = false;
  for (const ShellCommand& command : shell_commands(run.command)) {
    if (removes_all_artifacts(command)) return false;
    found_all = found_all || (!elsewhere && finds_all_sources(command, run.workdir));
    if (found_all && touches_sources(command)) return false;
    if (may_compile(command)) return true;
    elsewhere = elsewhere || command.program() == "cd";
  }
  return false;
}

void look_at(const RunInstruction& run, std::string_view environment, bool compiles, TargetMounts& mounts) {
  for (const Mount& mount : run.mounts) {
    if (!may_hold_artifacts(mount, environment, compiles) || !may_take_old_artifacts(run)) continue;
    mounts.any = true;
    mounts.lasting = mounts.lasting || outlives_no_cache(mount);
  }
}

}  // namespace

TargetMounts find_target_mounts(const Dockerfile& dockerfile, std::string_view target) {
  std::vector<std::size_t> stages = find_compile_stages(dockerfile, target);
  const bool compiles = !stages.empty();
  if (!compiles) {
    for (const Stage& stage : dockerfile.stages) stages.push_back(stage.index);
  }
  TargetMounts mounts;
  for (const std::size_t stage : stages) {
    const std::string environment = target_directory(dockerfile, stage);
    for (const std::size_t part : stage_lineage(dockerfile, stage)) {
      for (const RunInstruction& run : dockerfile.stages[part].runs)
        look_at(run, environment, compiles, mounts);
    }
  }
  return mounts;
}

}  // namespace cb21
