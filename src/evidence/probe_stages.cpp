// SPDX-License-Identifier: Apache-2.0
#include "evidence/probe.hpp"
#include "inputs/compile_stage.hpp"

#include <algorithm>
#include <optional>

namespace cb21 {
namespace {

class Closure {
 public:
  Closure(const Dockerfile& dockerfile, const std::set<std::string>& named_contexts)
      : dockerfile_(dockerfile), named_contexts_(named_contexts), taken_(dockerfile.stages.size()) {}

  void take(std::optional<std::size_t> stage) {
    if (!stage || taken_[*stage] || named_contexts_.contains(dockerfile_.stages[*stage].name)) return;
    taken_[*stage] = true;
    open_.push_back(*stage);
  }

  void follow() {
    while (!open_.empty()) {
      const Stage& stage = dockerfile_.stages[open_.back()];
      open_.pop_back();
      take(stage.base_stage);
      for (const CopyInstruction& copy : stage.copies) take_from(copy.from.value_or(""), stage);
      for (const RunInstruction& run : stage.runs) {
        for (const Mount& mount : run.mounts) take_from(mount.from, stage);
      }
    }
  }

  bool took(std::size_t stage) const { return taken_[stage]; }

 private:
  void take_from(const std::string& from, const Stage& stage) {
    if (!named_contexts_.contains(from)) take(source_stage(dockerfile_, from, stage.index));
  }

  const Dockerfile& dockerfile_;
  const std::set<std::string>& named_contexts_;
  std::vector<bool> taken_;
  std::vector<std::size_t> open_;
};

bool has_trigger(const Stage& stage) {
  return std::any_of(stage.instructions.begin(),
                     stage.instructions.end(),
                     [](const Instruction& instruction) { return instruction.keyword == "ONBUILD"; });
}

bool runs_something(const Dockerfile& dockerfile, const Stage& stage) {
  return !stage.runs.empty() || (stage.base_stage && has_trigger(dockerfile.stages[*stage.base_stage]));
}

}  // namespace

std::vector<std::size_t> stages_to_probe(const Dockerfile& dockerfile,
                                         std::string_view target,
                                         const std::set<std::string>& named_contexts) {
  Closure closure(dockerfile, named_contexts);
  closure.take(dockerfile.target_stage(target));
  closure.follow();
  std::vector<std::size_t> stages;
  for (const Stage& stage : dockerfile.stages) {
    if (closure.took(stage.index) && runs_something(dockerfile, stage)) stages.push_back(stage.index);
  }
  return stages;
}

std::vector<std::size_t> cut_points(const Stage& stage) {
  std::set<std::size_t> points;
  for (const RunInstruction& run : stage.runs) {
    points.insert(run.instruction);
    points.insert(run.instruction + 1);
  }
  points.erase(stage.instructions.size());
  return {points.begin(), points.end()};
}

}  // namespace cb21
