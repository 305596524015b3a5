// SPDX-License-Identifier: Apache-2.0
#include "check/cargo_steps.hpp"

#include "inputs/compile_stage.hpp"

#include <utility>

namespace cb21 {
namespace {

void append_steps(std::vector<CargoStep>& steps, const Stage& stage, const RunInstruction& run) {
  for (ShellCommand& command : shell_commands(run.command)) {
    std::optional<CargoBuild> build = read_cargo_build(command);
    if (build) steps.push_back({stage.index, &run, std::move(command), std::move(*build)});
  }
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

}  // namespace cb21
