// SPDX-License-Identifier: Apache-2.0
#include "inputs/compile_stage.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/container_path.hpp"
#include "inputs/shell_commands.hpp"
#include "inputs/shipped_files.hpp"
#include "inputs/start_command.hpp"

#include <algorithm>

namespace cb21 {
namespace {

bool runs_cargo_build(const Stage& stage) {
  return std::any_of(stage.runs.begin(), stage.runs.end(), [](const RunInstruction& run) {
    return cb21::runs_cargo_build(run.command);
  });
}

// Of the stages that `stage` is made of, the nearest that compiles.
std::optional<std::size_t> compiling_stage(const Dockerfile& dockerfile, std::size_t stage) {
  for (std::optional<std::size_t> at = stage; at; at = dockerfile.stages[*at].base_stage) {
    if (runs_cargo_build(dockerfile.stages[*at])) return at;
  }
  return std::nullopt;
}

void append_unseen(std::vector<std::size_t>& stages,
                   std::vector<bool>& seen,
                   std::optional<std::size_t> stage) {
  if (!stage || seen[*stage]) return;
  seen[*stage] = true;
  stages.push_back(*stage);
}

// The stages that `stage` takes files from, in file order.
void append_sources(const Dockerfile& dockerfile,
                    std::size_t stage,
                    std::vector<std::size_t>& sources,
                    std::vector<bool>& seen) {
  for (const std::size_t part : stage_lineage(dockerfile, stage)) {
    for (const CopyInstruction& copy : dockerfile.stages[part].copies) {
      if (copy.from) append_unseen(sources, seen, source_stage(dockerfile, *copy.from, part));
    }
    for (const RunInstruction& run : dockerfile.stages[part].runs) {
      for (const Mount& mount : run.mounts)
        append_unseen(sources, seen, source_stage(dockerfile, mount.from, part));
    }
  }
}

std::vector<std::size_t> compiling_stages(const Dockerfile& dockerfile,
                                          const std::vector<std::size_t>& stages) {
  std::vector<std::size_t> compiling;
  for (const std::size_t stage : stages) {
    const std::optional<std::size_t> found = compiling_stage(dockerfile, stage);
    if (found && std::find(compiling.begin(), compiling.end(), *found) == compiling.end())
      compiling.push_back(*found);
  }
  return compiling;
}

// Whether one of the words with which the image starts is the base name of a file that `stage` ships.
bool ships_start(const Dockerfile& dockerfile, std::size_t target, std::size_t stage) {
  const std::vector<std::string> words = start_words(dockerfile, target);
  const std::vector<ShippedFile> files = files_shipped_from(dockerfile, target, stage);
  return std::any_of(files.begin(), files.end(), [&](const ShippedFile& file) {
    const bool named_by_source = !file.image_path.empty() && file.image_path.back() == '/';
    const std::string_view name = base_name(named_by_source ? file.source : file.image_path);
    return std::any_of(
        words.begin(), words.end(), [&](const std::string& word) { return base_name(word) == name; });
  });
}

bool copies_from_target_directory(const CopyInstruction& copy) {
  return std::any_of(copy.sources.begin(), copy.sources.end(), [](const std::string& source) {
    return absolute_path("/", source, TrailingSlash::drop).find("/target/") != std::string::npos;
  });
}

// Without a cargo command to go by: a source path such as /app/target/release/app tells.
std::optional<std::size_t> stage_with_target_directory(const Dockerfile& dockerfile, std::size_t target) {
  for (const std::size_t part : stage_lineage(dockerfile, target)) {
    for (const CopyInstruction& copy : dockerfile.stages[part].copies) {
      if (!copy.from || !copies_from_target_directory(copy)) continue;
      if (const auto stage = source_stage(dockerfile, *copy.from, part)) return stage;
    }
  }
  return std::nullopt;
}

std::size_t choose(const Dockerfile& dockerfile,
                   std::size_t target,
                   const std::vector<std::size_t>& candidates) {
  const auto starting = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t candidate) {
    return ships_start(dockerfile, target, candidate);
  });
  return starting == candidates.end() ? candidates.front() : *starting;
}

}  // namespace

std::vector<std::size_t> stage_lineage(const Dockerfile& dockerfile, std::size_t stage) {
  std::vector<std::size_t> lineage;
  for (std::optional<std::size_t> at = stage; at; at = dockerfile.stages[*at].base_stage)
    lineage.push_back(*at);
  std::reverse(lineage.begin(), lineage.end());
  return lineage;
}

std::optional<std::size_t> source_stage(const Dockerfile& dockerfile,
                                        std::string_view from,
                                        std::size_t stage) {
  if (from.empty()) return std::nullopt;
  const std::optional<std::size_t> found = dockerfile.find_stage(from);
  if (!found || *found >= stage) return std::nullopt;
  return found;
}

std::vector<std::size_t> find_compile_stages(const Dockerfile& dockerfile, std::string_view target) {
  const std::optional<std::size_t> final_stage = dockerfile.target_stage(target);
  if (!final_stage) return {};
  std::vector<bool> seen(dockerfile.stages.size());
  std::vector<std::size_t> level;
  append_unseen(level, seen, final_stage);
  while (!level.empty()) {
    std::vector<std::size_t> candidates = compiling_stages(dockerfile, level);
    if (!candidates.empty()) return candidates;
    std::vector<std::size_t> next;
    for (const std::size_t stage : level) append_sources(dockerfile, stage, next, seen);
    level = std::move(next);
  }
  const auto holding = stage_with_target_directory(dockerfile, *final_stage);
  return holding ? std::vector<std::size_t>{*holding} : std::vector<std::size_t>();
}

std::optional<std::size_t> find_compile_stage(const Dockerfile& dockerfile, std::string_view target) {
  const std::vector<std::size_t> candidates = find_compile_stages(dockerfile, target);
  if (candidates.empty()) return std::nullopt;
  return choose(dockerfile, *dockerfile.target_stage(target), candidates);
}

bool compiles_with_cargo(const Dockerfile& dockerfile, std::size_t stage) {
  return compiling_stage(dockerfile, stage).has_value();
}

std::vector<ShippedFile> shipped_files(const Dockerfile& dockerfile, std::string_view target) {
  const std::optional<std::size_t> compile_stage = find_compile_stage(dockerfile, target);
  if (!compile_stage) return {};
  return files_shipped_from(dockerfile, *dockerfile.target_stage(target), *compile_stage);
}

bool runs_cargo_build(std::string_view command) {
  const std::vector<ShellCommand> commands = shell_commands(command);
  return std::any_of(commands.begin(), commands.end(), [](const ShellCommand& each) {
    return read_cargo_build(each).has_value();
  });
}

}  // namespace cb21
