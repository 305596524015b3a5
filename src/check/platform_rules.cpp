// SPDX-License-Identifier: Apache-2.0
#include "check/platform_rules.hpp"

#include "check/cargo_steps.hpp"
#include "check/dockerfile_rules.hpp"
#include "check/rewritten_run.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/dockerfile_words.hpp"
#include "inputs/path_name.hpp"
#include "inputs/sent_file.hpp"
#include "inputs/toml_document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// --platform of the FROM that the stage begins with, as written.
std::string written_platform(const Dockerfile& dockerfile, std::size_t stage) {
  const Stage& first = dockerfile.stages[stage_lineage(dockerfile, stage).front()];
  if (first.instructions.empty()) return {};
  return first.instructions.front().flag("platform").value_or(std::string());
}

bool names_build_platform(std::string_view platform) {
  return platform.find("BUILDPLATFORM") != std::string_view::npos;
}

// "linux/amd64": one platform, whatever the build is for.
bool is_literal(std::string_view platform) {
  return !platform.empty() && platform.find('$') == std::string_view::npos;
}

bool holds_other_platform(const std::vector<std::string>& platforms, std::string_view bound) {
  return std::any_of(platforms.begin(), platforms.end(), [&](const std::string& platform) {
    return !platform.starts_with(bound) && !bound.starts_with(platform);
  });
}

// Whether the stage compiles once for all platforms.
bool is_bound(const CheckedProject& project, std::size_t stage) {
  const std::string platform = written_platform(*project.context.dockerfile, stage);
  if (names_build_platform(platform)) return true;
  return is_literal(platform) && holds_other_platform(target_platforms(project), platform);
}

// A binary out of a target directory: not, say, the pages that a program has written.
bool ships_artifacts(const CheckedProject& project) {
  const std::vector<ShippedFile> shipped = shipped_files(*project.context.dockerfile, project.target);
  return std::any_of(shipped.begin(), shipped.end(), [](const ShippedFile& file) {
    return file.source.find("/target/") != std::string::npos;
  });
}

// What may name a triple for cargo out of sight: ENV CARGO_BUILD_TARGET, a cargo configuration.
bool may_have_other_target(const CheckedProject& project, std::size_t stage) {
  const Dockerfile& dockerfile = *project.context.dockerfile;
  for (const std::size_t part : stage_lineage(dockerfile, stage)) {
    for (const Instruction& instruction : dockerfile.stages[part].instructions) {
      if (instruction.text.find("CARGO_BUILD_TARGET") != std::string::npos) return true;
    }
  }
  return std::any_of(
      project.snapshot.files.begin(), project.snapshot.files.end(), [&](const FileEntry& file) {
        const bool named = base_name(parent_path(file.path)) == ".cargo";
        if (!named || project.context.roots.empty()) return false;
        const auto text = regular_file_text(project.context.roots.front(), file.path);
        const auto table = text ? parse_toml(*text) : std::nullopt;
        const toml::table* build = table ? table_at(*table, "build") : nullptr;
        return build != nullptr && build->get("target") != nullptr;
      });
}

bool asks_for_the_platform(const RunInstruction& run) {
  static constexpr std::array<std::string_view, 4> k_questions{
      "TARGETPLATFORM", "TARGETARCH", "uname", "--print host"};
  return std::any_of(k_questions.begin(), k_questions.end(), [&](std::string_view question) {
    return run.command.find(question) != std::string::npos;
  });
}

bool is_arch_free(std::string_view triple) { return triple.starts_with("wasm") || triple.starts_with("bpf"); }

// The one triple that all compile for; nothing where there are others, or one that only docker knows.
std::optional<std::string> only_triple(const std::vector<CargoStep>& steps) {
  std::set<std::string> triples;
  for (const CargoStep& step : steps) triples.insert(step.build.target);
  const bool known = triples.size() == 1 && !triples.begin()->empty() && !is_arch_free(*triples.begin()) &&
                     triples.begin()->find('$') == std::string::npos;
  return known ? std::optional(*triples.begin()) : std::nullopt;
}

std::string from_without_platform(const Stage& stage) {
  const Instruction& from = stage.instructions.front();
  return is_plain_text(from.text) ? "FROM " + from.text : std::string();
}

std::vector<Violation> bound_violation(const CheckedProject& project, std::size_t stage) {
  const Dockerfile& dockerfile = *project.context.dockerfile;
  const Stage& first = dockerfile.stages[stage_lineage(dockerfile, stage).front()];
  return {dockerfile_violation(
      project,
      first.line,
      fmt::format(
          "the stage runs on {} only and cargo gets no --target: the image of every platform holds that "
          "one architecture's binary",
          escape(written_platform(dockerfile, stage))),
      from_without_platform(first))};
}

// Where the image's own platform decides about the stage, its machine has the right name; COPY knows no
// commands, but patterns. Empty for an instruction without the triple.
std::string with_own_triple(const Instruction& instruction, const std::string& triple) {
  const std::string system = triple.substr(std::min(triple.find('-'), triple.size()));
  if (instruction.keyword == "RUN") return with_replacement(instruction, triple, "$(uname -m)" + system);
  if (instruction.keyword == "COPY") return with_replacement(instruction, triple, '*' + system);
  return {};
}

std::string triple_cure(const CheckedProject& project, const std::string& triple) {
  std::vector<std::string> lines;
  for (const Stage& stage : project.context.dockerfile->stages) {
    for (const Instruction& instruction : stage.instructions) {
      std::string line = with_own_triple(instruction, triple);
      if (!line.empty()) lines.push_back(std::move(line));
    }
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::vector<Violation> triple_violation(const CheckedProject& project,
                                        const CargoStep& step,
                                        const std::string& triple) {
  return {dockerfile_violation(project,
                               step.run->line,
                               fmt::format("the build is for {} platforms, and cargo compiles for {} in each",
                                           target_platforms(project).size(),
                                           escape(triple)),
                               triple_cure(project, triple))};
}

}  // namespace

std::vector<std::string> target_platforms(const CheckedProject& project) {
  std::vector<std::string> platforms;
  for (const std::string& value : project.platforms) {
    for (std::string& platform : comma_fields(value)) {
      if (!platform.empty()) platforms.push_back(std::move(platform));
    }
  }
  return platforms;
}

std::vector<Violation> find_single_architectures(const CheckedProject& project) {
  const std::vector<CargoStep> steps = cargo_steps(project);
  if (steps.empty() || !ships_artifacts(project)) return {};
  const std::size_t stage = steps.back().stage;
  const std::size_t image = *project.context.dockerfile->target_stage(project.target);
  if (!written_platform(*project.context.dockerfile, image).empty()) return {};
  if (std::any_of(steps.begin(), steps.end(), [](const CargoStep& step) {
        return asks_for_the_platform(*step.run) || step.build.uncertain;
      })) {
    return {};
  }
  const bool untargeted = std::all_of(
      steps.begin(), steps.end(), [](const CargoStep& step) { return step.build.target.empty(); });
  if (untargeted && is_bound(project, stage) && !may_have_other_target(project, stage))
    return bound_violation(project, stage);
  const std::optional<std::string> triple = only_triple(steps);
  if (!triple || target_platforms(project).size() < 2) return {};
  return triple_violation(project, steps.back(), *triple);
}

}  // namespace cb21
