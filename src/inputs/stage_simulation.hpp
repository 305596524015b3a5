// SPDX-License-Identifier: Apache-2.0
// The context's files in each stage of a Dockerfile, stage by stage and instruction by instruction.
#pragma once

#include "inputs/copy_placement.hpp"
#include "inputs/dockerfile.hpp"
#include "inputs/placed_files.hpp"
#include "inputs/run_traces.hpp"
#include "inputs/snapshot.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace cb21 {

// What a stage holds at one point of it.
struct StageFiles {
  Placements placements;
  std::set<std::string> directories;  // that exist though no placed file tells
  std::vector<std::size_t> excluded;
  std::vector<std::string> made_sources;
  std::size_t runs = 0;      // steps so far that could change a file, in the stage's bases, too
  std::size_t removals = 0;  // of those, the ones that may take files away
  std::optional<std::size_t> last_placing;  // the stage's own last instruction that put a file there
  std::string doubt;                        // why the placements may be wrong
  std::string gap;                          // why they may be incomplete
};

class StageSimulation {
 public:
  StageSimulation(const Dockerfile& dockerfile, const Snapshot& snapshot, const ContextNames& contexts);

  // In order, before a later stage is asked for.
  void run_whole(std::size_t stage);

  // Before that instruction of the stage with that index.
  StageFiles run_until(std::size_t index, std::size_t instruction) const;

  // What the RUN's bind mounts put where for its length: by path in the stage.
  Placements mounted_files(const Stage& stage, const RunInstruction& run) const;

  // Whether a bind mount brings Rust sources to the RUN.
  bool mounts_sources(const Stage& stage, const RunInstruction& run) const;

  // Where RUNs of the stage and its bases start commands, up to and with the instruction.
  std::vector<std::string> work_directories(std::size_t stage, std::size_t instruction) const;

 private:
  struct Origin;

  bool is_replaced(const Stage& stage) const;
  StageFiles start(const Stage& stage) const;
  const Placements* local_context(const std::string& name) const;
  Origin origin_of(const Stage& stage, const std::optional<std::string>& from) const;
  void see_copy(StageFiles& files, const Stage& stage, const CopyInstruction& copy) const;
  void see_source(StageFiles& files,
                  const CopyInstruction& copy,
                  const std::string& source,
                  const Origin& origin) const;
  static void see_origin(StageFiles& files, const Origin& origin, bool placing);
  static void apply(StageFiles& files, const CopyInstruction& copy, const Origin& origin);
  void see_run(StageFiles& files, const Stage& stage, const RunInstruction& run) const;

  const Dockerfile& dockerfile_;
  const Snapshot& snapshot_;
  const ContextNames& names_;
  Placements main_;
  std::map<std::string, Placements> named_;
  std::set<std::string> links_;  // of the main context, as absolute paths
  std::vector<StageFiles> stages_;
};

}  // namespace cb21
