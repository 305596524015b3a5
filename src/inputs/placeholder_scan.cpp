// SPDX-License-Identifier: Apache-2.0
#include "inputs/placeholder_scan.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/source_changes.hpp"
#include "inputs/working_directory.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// Stages that copy from each other must not double these without end.
constexpr std::size_t k_most_entries = 64;

template <typename Entry>
void append_all(std::vector<Entry>& to, const std::vector<Entry>& from) {
  for (const Entry& entry : from) {
    if (to.size() < k_most_entries) to.push_back(entry);
  }
}

bool equal_artifacts(const Compilation& a, const Compilation& b) {
  if (a.mounted != b.mounted) return false;
  if (a.build.uncertain || b.build.uncertain) return true;
  return a.build.profile == b.build.profile && a.build.target == b.build.target &&
         a.build.target_dir == b.build.target_dir;
}

// Runs through one stage.
class Scan {
 public:
  Scan(const Dockerfile& dockerfile, const std::vector<StageSources>& earlier, const Stage& stage)
      : dockerfile_(dockerfile), earlier_(earlier), stage_(stage) {
    target_directory_ = target_directory(dockerfile, stage.index);
    if (stage.base_stage) state_ = earlier[*stage.base_stage];
  }

  StageSources run() {
    auto copy = stage_.copies.begin();
    for (const RunInstruction& run : stage_.runs) {
      for (; copy != stage_.copies.end() && copy->instruction < run.instruction; ++copy) see_copy(*copy);
      see_run(run);
    }
    for (; copy != stage_.copies.end(); ++copy) see_copy(*copy);
    return std::move(state_);
  }

 private:
  void see_copy(const CopyInstruction& copy) {
    const auto from = copy.from ? source_stage(dockerfile_, *copy.from, stage_.index) : std::nullopt;
    if (from && brings_artifacts(copy)) {
      take_over(earlier_[*from]);
      // Its placeholders come along; they are no real sources.
      if (!earlier_[*from].placeholders.empty()) return;
    }
    if (brings_placeholder(copy)) add_placeholder(copy.destination, copy.line);
    for (const std::string& source : copy.sources) {
      if (brings_sources(source) && !brings_placeholder(copy)) arrive(arrival_of(copy, source), copy.line);
    }
  }

  // A copied target directory brings the placeholder's artifacts along.
  void take_over(const StageSources& other) {
    append_all(state_.placeholders, other.placeholders);
    append_all(state_.placeholder_builds, other.placeholder_builds);
    append_all(state_.builds, other.builds);
    state_.cooked = state_.cooked || other.cooked;
  }

  void arrive(const std::string& place, std::size_t line) {
    if (state_.arrived.size() < k_most_entries) state_.arrived.push_back(place);
    for (Placeholder& placeholder : state_.placeholders) {
      const bool unknown = placeholder.path.find('$') != std::string::npos;
      if (!unknown && !is_within(placeholder.path, place)) continue;
      placeholder.replaced = true;
      if (!state_.placeholder_builds.empty()) add_outdated(placeholder, line);
    }
  }

  void add_outdated(const Placeholder& placeholder, std::size_t line) {
    state_.arrival_line = line;
    const bool known = std::any_of(state_.outdated.begin(), state_.outdated.end(), [&](const Placeholder& p) {
      return p.path == placeholder.path;
    });
    if (!known) state_.outdated.push_back(placeholder);
  }

  void add_placeholder(std::string path, std::size_t line) {
    const bool real = std::any_of(state_.arrived.begin(),
                                  state_.arrived.end(),
                                  [&](const std::string& place) { return is_within(path, place); });
    if (!real && state_.placeholders.size() < k_most_entries)
      state_.placeholders.push_back({std::move(path), line});
  }

  void see_run(const RunInstruction& run) {
    const StageSources before = state_;
    bool bound = false;
    for (const Mount& mount : run.mounts) {
      if (mount.type != "bind" || !mount.from.empty() || !brings_sources(mount.source)) continue;
      arrive(mount.target, run.line);
      bound = true;
    }
    directory_ = WorkingDirectory(run.workdir);
    for (const ShellCommand& command : shell_commands(run.command)) {
      directory_.enter(command);
      see_command(command, run);
      directory_.leave(command);
    }
    if (!bound) return;
    // A mount is gone with its RUN.
    state_.arrived = before.arrived;
    state_.placeholders = before.placeholders;
    state_.outdated = before.outdated;
  }

  void see_command(const ShellCommand& command, const RunInstruction& run) {
    const std::vector<std::string> cargo = cargo_arguments(command);
    if (cargo.size() > 1 && cargo[0] == "chef" && cargo[1] == "cook") state_.cooked = true;
    see_renewal(command);
    for (std::string& path : written_sources(command, directory_.path()))
      add_placeholder(std::move(path), run.line);
    if (const std::optional<CargoBuild> build = read_cargo_build(command)) see_build(*build, run);
    if (!state_.arrived.empty() && may_hide_build(command)) see_hidden_build(run);
  }

  void see_renewal(const ShellCommand& command) {
    if (removes_artifacts(command)) {
      state_.placeholder_builds.clear();
      state_.outdated.clear();
    }
    auto& outdated = state_.outdated;
    outdated.erase(
        std::remove_if(outdated.begin(),
                       outdated.end(),
                       [&](const Placeholder& p) { return renews(command, directory_.path(), p.path); }),
        outdated.end());
  }

  void see_build(const CargoBuild& build, const RunInstruction& run) {
    const Compilation compilation{
        build, target_cache_mount(run, build, target_directory_) != nullptr, run.line};
    if (state_.builds.size() < k_most_entries) state_.builds.push_back(compilation);
    if (!state_.outdated.empty()) see_real_build(compilation);
    const bool placeholder = std::any_of(state_.placeholders.begin(),
                                         state_.placeholders.end(),
                                         [](const Placeholder& p) { return !p.replaced; });
    if (placeholder && state_.placeholder_builds.size() < k_most_entries) {
      state_.placeholder_builds.push_back(compilation);
    }
  }

  // What it builds is not known, so what the others leave out is no more than a guess.
  void see_hidden_build(const RunInstruction& run) {
    if (state_.builds.size() >= k_most_entries) return;
    CargoBuild build;
    build.uncertain = true;
    state_.builds.push_back({build, false, run.line});
  }

  void see_real_build(const Compilation& compilation) {
    const auto& builds = state_.placeholder_builds;
    const auto kept = std::find_if(builds.begin(), builds.end(), [&](const Compilation& earlier) {
      return equal_artifacts(earlier, compilation);
    });
    if (kept == builds.end()) return;
    state_.stale.push_back({state_.outdated.front(), kept->line, state_.arrival_line, compilation.line});
    state_.outdated.clear();
  }

  const Dockerfile& dockerfile_;
  const std::vector<StageSources>& earlier_;
  const Stage& stage_;
  std::string target_directory_;
  StageSources state_;
  WorkingDirectory directory_{"/"};  // of the RUN
};

}  // namespace

std::vector<StageSources> scan_stages(const Dockerfile& dockerfile) {
  std::vector<StageSources> states;
  states.reserve(dockerfile.stages.size());
  for (const Stage& stage : dockerfile.stages) states.push_back(Scan(dockerfile, states, stage).run());
  return states;
}

std::string target_directory(const Dockerfile& dockerfile, std::size_t stage) {
  std::string directory;
  for (const std::size_t part : stage_lineage(dockerfile, stage)) {
    for (const auto& [name, value] : dockerfile.stages[part].environment) {
      if (name == "CARGO_TARGET_DIR") directory = value;
    }
  }
  return directory;
}

const Mount* target_cache_mount(const RunInstruction& run,
                                const CargoBuild& build,
                                std::string_view environment) {
  const std::string_view written =
      build.target_dir.empty() ? environment : std::string_view(build.target_dir);
  const std::string directory = absolute_path(run.workdir, written, TrailingSlash::drop);
  const auto is_target = [&](const Mount& mount) {
    if (mount.type != "cache" || mount.target.empty()) return false;
    const bool named = (mount.target + "/").find("/target/") != std::string::npos;
    return named || (!written.empty() && is_within(directory, mount.target));
  };
  const auto found = std::find_if(run.mounts.begin(), run.mounts.end(), is_target);
  return found == run.mounts.end() ? nullptr : &*found;
}

}  // namespace cb21
