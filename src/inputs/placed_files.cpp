// SPDX-License-Identifier: Apache-2.0
#include "inputs/placed_files.hpp"

#include "inputs/stage_simulation.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_all = std::numeric_limits<std::size_t>::max();

// The RUNs that name cargo, in order, as instructions; else the last RUN, which may be make or a script.
std::vector<std::size_t> compiling_runs(const Stage& stage) {
  std::vector<std::size_t> found;
  for (const RunInstruction& run : stage.runs) {
    if (trace_run(run).compiles) found.push_back(run.instruction);
  }
  if (found.empty() && !stage.runs.empty()) {
    found.push_back(stage.runs.back().instruction);
  }
  return found;
}

std::size_t look_before(const std::vector<std::size_t>& runs, std::optional<std::size_t> last_placing) {
  for (const std::size_t instruction : runs) {
    if (!last_placing || instruction > *last_placing) return instruction;
  }
  return k_all;
}

std::size_t line_of(const Dockerfile& dockerfile, std::size_t stage, std::size_t instruction) {
  const std::vector<Instruction>& instructions = dockerfile.stages[stage].instructions;
  if (instruction < instructions.size()) return instructions[instruction].line;
  return stage + 1 < dockerfile.stages.size() ? dockerfile.stages[stage + 1].line : 0;
}

bool holds_source(const PlacedFiles& placed, const Snapshot& snapshot) {
  return std::any_of(placed.files.begin(), placed.files.end(), [&](const PlacedFile& file) {
    return snapshot.files[file.file].file_class == FileClass::rust_source;
  });
}

void fill(PlacedFiles& placed, const StageFiles& at) {
  for (const auto& [path, placement] : at.placements) {
    placed.files.push_back({path,
                            placement.file,
                            placement.line,
                            placement.whole_parents,
                            placement.altered || at.runs > placement.runs || !at.gap.empty(),
                            at.removals > placement.removals});
  }
  placed.excluded = at.excluded;
  placed.made_sources = at.made_sources;
  placed.gap = at.gap;
  placed.unknown = at.doubt;
}

// The compiling RUNs themselves may make up sources before cargo starts.
void append_made_sources(PlacedFiles& placed, const Stage& stage, std::size_t last) {
  for (const RunInstruction& run : stage.runs) {
    if (run.instruction > last) break;
    const RunTraces traces = trace_run(run);
    if (!traces.compiles) continue;
    placed.made_sources.insert(
        placed.made_sources.end(), traces.made_sources.begin(), traces.made_sources.end());
  }
}

// A file that another stage or context supplies for the length of the RUN only.
std::string mounted_sources(const StageSimulation& simulation, const Stage& stage, std::size_t last) {
  for (const RunInstruction& run : stage.runs) {
    if (run.instruction > last || !trace_run(run).compiles) continue;
    if (simulation.mounts_sources(stage, run)) {
      return "the RUN on line " + std::to_string(run.line) + " mounts its sources instead of copying them";
    }
  }
  return {};
}

}  // namespace

bool is_compile_input(FileClass file_class) {
  switch (file_class) {
    case FileClass::rust_source:
    case FileClass::cargo_config:
    case FileClass::toolchain:
    case FileClass::watched:
    case FileClass::compiled_in:
    case FileClass::dependencies:
      return true;
    case FileClass::docker:
    case FileClass::other:
    case FileClass::directory:
    case FileClass::link:
      break;
  }
  return false;
}

PlacedFiles place_files(const Dockerfile& dockerfile,
                        std::size_t compile_stage,
                        const Snapshot& snapshot,
                        const ContextNames& contexts) {
  PlacedFiles placed;
  placed.stage = compile_stage;
  StageSimulation simulation(dockerfile, snapshot, contexts);
  for (std::size_t stage = 0; stage < compile_stage; ++stage) simulation.run_whole(stage);
  const Stage& stage = dockerfile.stages[compile_stage];
  const std::vector<std::size_t> runs = compiling_runs(stage);
  const std::size_t last = runs.empty() ? k_all : runs.back();
  const std::size_t look = look_before(runs, simulation.run_until(compile_stage, last).last_placing);
  const StageFiles at = simulation.run_until(compile_stage, look);
  fill(placed, at);
  placed.work_directories = simulation.work_directories(compile_stage, last);
  append_made_sources(placed, stage, last);
  placed.line = line_of(dockerfile, compile_stage, look);
  const std::string mounted = mounted_sources(simulation, stage, last);
  if (placed.unknown.empty()) placed.unknown = mounted;
  if (placed.unknown.empty() && !holds_source(placed, snapshot)) placed.unknown = placed.gap;
  return placed;
}

}  // namespace cb21
