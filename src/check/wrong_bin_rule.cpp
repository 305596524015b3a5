// SPDX-License-Identifier: Apache-2.0
#include "check/wrong_bin_rule.hpp"

#include "check/cargo_rules.hpp"
#include "check/dockerfile_rules.hpp"
#include "check/project_targets.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/placeholder_scan.hpp"
#include "inputs/shell_commands.hpp"
#include "inputs/start_command.hpp"
#include "inputs/target_artifacts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

// A build whose compile stage is known, with the project's binaries.
struct Build {
  const Dockerfile& dockerfile;
  std::string target;
  std::size_t compile_stage;
  std::size_t image_stage;
  std::vector<BinaryTarget> targets;
};

std::optional<Build> read_build(const CheckedProject& project) {
  if (!project.context.dockerfile) return std::nullopt;
  const Dockerfile& dockerfile = *project.context.dockerfile;
  const auto stage = find_compile_stage(dockerfile, project.target);
  if (!stage) return std::nullopt;
  return Build{
      dockerfile, project.target, *stage, *dockerfile.target_stage(project.target), project_targets(project)};
}

const BinaryTarget* find_target(const Build& build, std::string_view name) {
  const auto found = std::find_if(build.targets.begin(),
                                  build.targets.end(),
                                  [&](const BinaryTarget& target) { return target.name == name; });
  return found == build.targets.end() ? nullptr : &*found;
}

bool is_pattern(std::string_view word) { return word.find_first_of("$*?[:@") != std::string_view::npos; }

bool is_package(const Build& build, const std::string& name) {
  return std::any_of(build.targets.begin(), build.targets.end(), [&](const BinaryTarget& target) {
    return target.package == name;
  });
}

bool may_build(const Build& build, const CargoBuild& cargo, const BinaryTarget& target) {
  if (cargo.uncertain || cargo.every_bin) return true;
  const auto names = [](const std::vector<std::string>& words, const std::string& name) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word == name || is_pattern(word);
    });
  };
  if (!cargo.bins.empty()) return names(cargo.bins, target.name);
  if (cargo.packages.empty() || cargo.every_package) return true;
  // A package that has no binary here may be one that is not seen.
  const bool known = std::all_of(cargo.packages.begin(), cargo.packages.end(), [&](const std::string& name) {
    return is_package(build, name);
  });
  return !known || names(cargo.packages, target.package);
}

// Programs that may run cargo themselves.
bool may_run_cargo(const ShellCommand& command) {
  constexpr auto k_runners = std::to_array<std::string_view>({"bazel",
                                                              "buck2",
                                                              "earthly",
                                                              "just",
                                                              "make",
                                                              "mise",
                                                              "moon",
                                                              "ninja",
                                                              "npm",
                                                              "nx",
                                                              "pnpm",
                                                              "source",
                                                              ".",
                                                              "task",
                                                              "yarn"});
  const std::string_view program = command.program();
  if (std::find(k_runners.begin(), k_runners.end(), program) != k_runners.end()) return true;
  if (program.ends_with(".sh") || (!command.words.empty() && command.words.front().find("./") == 0))
    return true;
  const std::vector<std::string> arguments = cargo_arguments(command);
  return !arguments.empty() && (arguments.front() == "make" || arguments.front() == "xtask");
}

bool is_built_unseen(const Build& build) {
  for (const std::size_t part : stage_lineage(build.dockerfile, build.compile_stage)) {
    for (const RunInstruction& run : build.dockerfile.stages[part].runs) {
      const std::vector<ShellCommand> commands = shell_commands(run.command);
      if (std::any_of(commands.begin(), commands.end(), may_run_cargo)) return true;
    }
  }
  return false;
}

// Of the cargo commands: what they build, as one line.
std::string told_bins(const std::vector<Compilation>& builds) {
  std::string told;
  for (const Compilation& compilation : builds) {
    for (const std::string& bin : compilation.build.bins) told += " --bin " + escape(bin);
    for (const std::string& package : compilation.build.packages) told += " -p " + escape(package);
  }
  return told;
}

std::vector<TargetArtifact> used_artifacts(const Build& build) {
  std::vector<TargetArtifact> artifacts =
      taken_artifacts(build.dockerfile, build.target, build.compile_stage);
  const auto started = started_program(build.dockerfile, build.image_stage);
  const auto lineage = stage_lineage(build.dockerfile, build.image_stage);
  const bool same = std::find(lineage.begin(), lineage.end(), build.compile_stage) != lineage.end();
  // The image is the compile stage's: it starts what lies in the target directory.
  if (started && same && started->word.find("target/") != std::string::npos && !is_pattern(started->word))
    artifacts.push_back({std::string(base_name(started->word)), "", started->line});
  return artifacts;
}

// What surely is one file of that name.
bool is_known_file(const Build& build, std::string_view source) {
  return !is_pattern(source) && !source.ends_with('/') && find_target(build, base_name(source)) != nullptr &&
         (source.find("/release/") != std::string_view::npos ||
          source.find("/debug/") != std::string_view::npos || source.find("/bin/") != std::string_view::npos);
}

bool may_place(const Build& build, const CopyInstruction& copy, std::string_view program) {
  const std::string_view name = base_name(program);
  if (is_pattern(copy.destination) || base_name(copy.destination) == name) return true;
  const bool all_known =
      std::all_of(copy.sources.begin(), copy.sources.end(), [&](const std::string& source) {
        return is_known_file(build, source) && base_name(source) != name;
      });
  if (all_known && !copy.sources.empty()) return false;
  return !program.starts_with('/') || is_within(program, copy.destination);
}

bool mentions(std::string_view text, std::string_view name) {
  const auto is_part = [](char c) {
    return c == '_' || c == '-' || std::isalnum(static_cast<unsigned char>(c)) != 0;
  };
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool begins = at == 0 || !is_part(text[at - 1]);
    const std::size_t end = at + name.size();
    if (begins && (end == text.size() || !is_part(text[end]))) return true;
  }
  return false;
}

// Whether anything in the stages that the image is made of may put the program there.
bool may_be_placed(const Build& build, std::string_view program) {
  for (const std::size_t part : stage_lineage(build.dockerfile, build.image_stage)) {
    const Stage& stage = build.dockerfile.stages[part];
    const bool copied =
        std::any_of(stage.copies.begin(), stage.copies.end(), [&](const CopyInstruction& copy) {
          return may_place(build, copy, program);
        });
    const bool made = std::any_of(stage.runs.begin(), stage.runs.end(), [&](const RunInstruction& run) {
      return mentions(run.command, base_name(program));
    });
    if (copied || made) return true;
  }
  return false;
}

// For --from.
std::string compile_stage_word(const Build& build) {
  const Stage& stage = build.dockerfile.stages[build.compile_stage];
  return stage.name.empty() ? std::to_string(stage.index) : escape(stage.name);
}

void append(std::vector<Violation>& all, std::vector<Violation> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

bool same_place(const Violation& a, const Violation& b) { return a.file == b.file && a.line == b.line; }

}  // namespace

std::vector<Violation> find_wrong_bins(const CheckedProject& project) {
  std::vector<Violation> all = find_wrong_binaries(project);
  const std::vector<Violation> placeholders = find_unbuilt_binaries(project);
  for (Violation& copy : find_unbuilt_copies(project)) {
    const auto told = [&](const Violation& other) { return same_place(copy, other); };
    // The Dockerfile alone has shown it already.
    if (std::none_of(all.begin(), all.end(), told) &&
        std::none_of(placeholders.begin(), placeholders.end(), told))
      all.push_back(std::move(copy));
  }
  append(all, find_swapped_names(project));
  append(all, find_unshipped_starts(project));
  append(all, find_unused_main(project));
  return all;
}

std::vector<Violation> find_unbuilt_copies(const CheckedProject& project) {
  std::vector<Violation> violations;
  const auto build = read_build(project);
  if (!build || is_built_unseen(*build)) return violations;
  const std::vector<Compilation> builds = scan_stages(build->dockerfile)[build->compile_stage].builds;
  for (const TargetArtifact& artifact : used_artifacts(*build)) {
    const BinaryTarget* target = find_target(*build, artifact.name);
    const bool built = target == nullptr || builds.empty() ||
                       std::any_of(builds.begin(), builds.end(), [&](const Compilation& compilation) {
                         return may_build(*build, compilation.build, *target);
                       });
    if (built) continue;
    violations.push_back(
        {.file = dockerfile_name(project),
         .line = artifact.line,
         .message = fmt::format("{} is taken out of the target directory, but cargo builds{}",
                                escape(artifact.name),
                                told_bins(builds)),
         .cure = fmt::format("RUN cargo build --release --bin {}", escape(artifact.name))});
  }
  return violations;
}

std::vector<Violation> find_swapped_names(const CheckedProject& project) {
  std::vector<Violation> violations;
  const auto build = read_build(project);
  if (!build) return violations;
  for (const ShippedFile& file : shipped_files(build->dockerfile, build->target)) {
    if (is_pattern(file.source) || is_pattern(file.image_path) || file.image_path.ends_with('/')) continue;
    const std::string source(base_name(file.source));
    const std::string shipped_as(base_name(file.image_path));
    const bool swapped = source != shipped_as && find_target(*build, source) != nullptr &&
                         find_target(*build, shipped_as) != nullptr;
    if (!swapped) continue;
    violations.push_back(
        {.file = dockerfile_name(project),
         .line = file.line,
         .message = fmt::format("{} is shipped as {}, which is another binary of the project: {}",
                                escape(source),
                                escape(file.image_path),
                                escape(find_target(*build, shipped_as)->source)),
         .cure = fmt::format("COPY --from={} {} {}",
                             compile_stage_word(*build),
                             escape(file.source.substr(0, file.source.size() - source.size()) + shipped_as),
                             escape(file.image_path))});
  }
  return violations;
}

std::vector<Violation> find_unshipped_starts(const CheckedProject& project) {
  const auto build = read_build(project);
  if (!build) return {};
  const auto started = started_program(build->dockerfile, build->image_stage);
  const std::vector<ShippedFile> shipped = shipped_files(build->dockerfile, build->target);
  if (!started || is_pattern(started->word) || shipped.empty()) return {};
  const std::string program(base_name(started->word));
  if (find_target(*build, program) == nullptr || may_be_placed(*build, started->word)) return {};
  const std::string first(base_name(shipped.front().source));
  return {
      {.file = dockerfile_name(project),
       .line = started->line,
       .message = fmt::format("{} is started, but the image gets {}", escape(started->word), escape(first)),
       .cure = fmt::format(
           "COPY --from={} {} {}",
           compile_stage_word(*build),
           escape(shipped.front().source.substr(0, shipped.front().source.size() - first.size()) + program),
           escape(started->word))}};
}

}  // namespace cb21
