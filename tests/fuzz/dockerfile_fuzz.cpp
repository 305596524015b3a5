// SPDX-License-Identifier: Apache-2.0
// Any bytes as a Dockerfile: nothing is thrown, lines are lines of the file, stages only build on earlier
// ones, and the questions asked of a Dockerfile have answers within it.
#include "inputs/compile_stage.hpp"
#include "inputs/dockerfile.hpp"
#include "inputs/mechanisms.hpp"
#include "inputs/shipped_files.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace {

constexpr std::size_t k_longest_input = 8192;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_absolute(std::string_view path) { return !path.empty() && path.front() == '/'; }

void check_instructions(const cb21::Stage& stage, std::size_t lines) {
  std::size_t last = 0;
  for (const cb21::Instruction& instruction : stage.instructions) {
    require(instruction.line > last && instruction.last_line >= instruction.line &&
            instruction.last_line <= lines);
    last = instruction.last_line;
  }
}

void check_stage(const cb21::Stage& stage, std::size_t lines) {
  require(!stage.instructions.empty() && stage.instructions.front().keyword == "FROM");
  require(stage.line == stage.instructions.front().line);
  require(!stage.base_stage || *stage.base_stage < stage.index);
  require(is_absolute(stage.workdir));
  check_instructions(stage, lines);
  for (const cb21::CopyInstruction& copy : stage.copies) {
    require(is_absolute(copy.destination) && stage.instructions.at(copy.instruction).line == copy.line);
  }
  for (const cb21::RunInstruction& run : stage.runs) {
    require(is_absolute(run.workdir) && stage.instructions.at(run.instruction).line == run.line);
  }
}

void check_answers(const cb21::Dockerfile& dockerfile, std::size_t lines) {
  const std::optional<std::size_t> compile_stage = cb21::find_compile_stage(dockerfile, "");
  require(!compile_stage || *compile_stage < dockerfile.stages.size());
  for (const cb21::ShippedFile& file : cb21::shipped_files(dockerfile, "")) {
    require(compile_stage && is_absolute(file.source) && is_absolute(file.image_path));
    require(file.line >= 1 && file.line <= lines);
  }
  for (const cb21::DockerfileMechanism& mechanism : cb21::find_mechanisms(dockerfile, "")) {
    require(compile_stage && mechanism.line >= 1 && mechanism.line <= lines && !mechanism.evidence.empty());
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > k_longest_input) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  const cb21::Dockerfile dockerfile = cb21::parse_dockerfile(text, {{"given", "x"}, {"TARGETARCH", "amd64"}});
  for (std::size_t i = 0; i < dockerfile.stages.size(); ++i) {
    require(dockerfile.stages[i].index == i);
    check_stage(dockerfile.stages[i], lines);
  }
  check_answers(dockerfile, lines);
  return 0;
}
