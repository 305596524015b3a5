// SPDX-License-Identifier: Apache-2.0
#include "inputs/compile_steps.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/shell_commands.hpp"

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

bool has_pipe(std::string_view script) {
  for (std::size_t at = script.find('|'); at != std::string_view::npos; at = script.find('|', at + 1)) {
    if (script.substr(at, 2) != "||") return true;
    ++at;
  }
  return false;
}

// -q, -qr, --quiet
bool asks_for_silence(std::string_view word) {
  if (word.starts_with("--")) return word == "--quiet";
  return word.starts_with('-') && word.find('q') != std::string_view::npos;
}

bool is_silenced(const ShellCommand& command) {
  const auto& variables = command.assignments;
  return !command.writes.empty() ||
         std::any_of(command.words.begin(), command.words.end(), asks_for_silence) ||
         std::any_of(variables.begin(), variables.end(), [](const auto& variable) {
           return variable.first == "CARGO_TERM_QUIET";
         });
}

bool shows_all_of_cargo(const RunInstruction& run) {
  const std::vector<ShellCommand> commands = shell_commands(run.command);
  return !has_pipe(run.command) &&
         std::none_of(commands.begin(), commands.end(), [](const ShellCommand& command) {
           return read_cargo_build(command) && is_silenced(command);
         });
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
    if (!shows_all_of_cargo(run)) return {};
    labels.push_back(stage_prefix(dockerfile, stage) +
                     std::to_string(steps_before(stage, run.instruction) + 1) + "/" + std::to_string(steps));
  }
  return labels;
}

}  // namespace cb21
