// SPDX-License-Identifier: Apache-2.0
#include "inputs/compile_steps.hpp"

#include "inputs/compile_stage.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

bool makes_a_step(const Instruction& instruction) {
  static constexpr std::array<std::string_view, 5> k_steps{"FROM", "RUN", "COPY", "ADD", "WORKDIR"};
  return std::find(k_steps.begin(), k_steps.end(), instruction.keyword) != k_steps.end();
}

std::size_t steps_before(const Stage& stage, std::size_t instruction) {
  const auto begin = stage.instructions.begin();
  return static_cast<std::size_t>(
      std::count_if(begin, begin + static_cast<std::ptrdiff_t>(instruction), makes_a_step));
}

std::string stage_prefix(const Dockerfile& dockerfile, const Stage& stage) {
  if (dockerfile.stages.size() == 1) return {};
  return (stage.name.empty() ? "stage-" + std::to_string(stage.index) : stage.name) + " ";
}

}  // namespace

std::vector<std::string> compile_step_labels(const Dockerfile& dockerfile, std::string_view target) {
  const auto index = find_compile_stage(dockerfile, target);
  if (!index) return {};
  const Stage& stage = dockerfile.stages[*index];
  const std::size_t last_copy = stage.copies.empty() ? 0 : stage.copies.back().instruction;
  const std::size_t steps = steps_before(stage, stage.instructions.size());
  std::vector<std::string> labels;
  for (const RunInstruction& run : stage.runs) {
    if (run.instruction < last_copy || !runs_cargo_build(run.command)) continue;
    labels.push_back(stage_prefix(dockerfile, stage) +
                     std::to_string(steps_before(stage, run.instruction) + 1) + "/" + std::to_string(steps));
  }
  return labels;
}

}  // namespace cb21
