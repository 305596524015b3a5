// SPDX-License-Identifier: Apache-2.0
#include "check/cargo_steps.hpp"

#include "check/rewritten_run.hpp"
#include "inputs/compile_stage.hpp"

#include <fmt/ranges.h>

#include <utility>

namespace cb21 {
namespace {

void append_steps(std::vector<CargoStep>& steps, const Stage& stage, const RunInstruction& run) {
  for (ShellCommand& command : shell_commands(run.command)) {
    std::optional<CargoBuild> build = read_cargo_build(command);
    if (build) steps.push_back({stage.index, &run, std::move(command), std::move(*build)});
  }
}

// The program, a toolchain, the subcommand, and what a tool among those is told to do.
std::vector<std::string> naming_words(const ShellCommand& command, std::size_t last) {
  const std::size_t subcommand = command.words.size() - cargo_arguments(command).size();
  std::vector<std::string> words;
  for (std::size_t i = 0; i <= last; ++i) {
    const bool toolchain = i < subcommand && command.words[i].starts_with('+');
    if (i == 0 || i == subcommand || i == last || toolchain) words.push_back(command.words[i]);
  }
  return words;
}

}  // namespace

std::optional<std::size_t> cargo_stage(const CheckedProject& project) {
  if (!project.context.dockerfile) return std::nullopt;
  const Dockerfile& dockerfile = *project.context.dockerfile;
  const std::optional<std::size_t> stage = find_compile_stage(dockerfile, project.target);
  return stage && compiles_with_cargo(dockerfile, *stage) ? stage : std::nullopt;
}

std::vector<CargoStep> cargo_steps(const CheckedProject& project) {
  std::vector<CargoStep> steps;
  const std::optional<std::size_t> compile_stage = cargo_stage(project);
  if (!compile_stage) return steps;
  const Dockerfile& dockerfile = *project.context.dockerfile;
  for (const std::size_t stage : stage_lineage(dockerfile, *compile_stage)) {
    for (const RunInstruction& run : dockerfile.stages[stage].runs)
      append_steps(steps, dockerfile.stages[stage], run);
  }
  return steps;
}

std::string command_name(const CargoStep& step) {
  return fmt::format("{}", fmt::join(naming_words(step.command, *build_word(step.command)), " "));
}

std::string with_build_option(const CheckedProject& project, const CargoStep& step, std::string_view option) {
  const std::size_t last = *build_word(step.command);
  if (naming_words(step.command, last).size() != last + 1) return {};
  const Stage& stage = project.context.dockerfile->stages[step.stage];
  return with_option(stage.instructions[step.run->instruction], command_name(step), option);
}

}  // namespace cb21
