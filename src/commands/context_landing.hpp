// SPDX-License-Identifier: Apache-2.0
// Which file of a context each file of a stage is to be: the COPY, ADD and bind mounts of the stages that
// were looked into, followed with the files of the contexts, whose contents are read once more as SHA-256
// (the digest that a stage's tools compute). A file that changed since the snapshot was taken is marked as
// moved.
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "evidence/evidence.hpp"
#include "inputs/placed_files.hpp"
#include "inputs/stage_simulation.hpp"
#include "proof/chain.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace cb21 {

class ContextLanding {
 public:
  // `setup` and `assessment` are to outlive it.
  ContextLanding(const Setup& setup, const Assessment& assessment);

  // One for each stage and point of it in the evidence, in its order. Where dep-info names files of the
  // context that no class of the snapshot holds, the contexts are searched for them once. Throws Error where
  // a context can no longer be read.
  std::vector<Landing> land(const Evidence& evidence);

  // Where the contexts' files are put in a stage, without regard to contents: the folders below which they
  // lie.
  std::vector<std::string> places(std::size_t stage) const;

  // Whether a COPY or ADD puts a Cargo.toml into a stage, or may.
  bool may_bring_manifest() const;

  // The snapshot, and what was found beside it.
  const std::vector<FileEntry>& files() const { return files_.files; }

 private:
  void ask_for_contents(const StageEvidence& stage);
  std::vector<Landing> land_all(const Evidence& evidence);
  Landing land_stage(const StageSimulation& simulation, const StageEvidence& at);
  void put_mounted(const Placements& files, std::map<std::string, std::size_t>& mounted, Landing& landing);
  void put_mounted(const StageSimulation& simulation, const StageEvidence& at, Landing& landing);
  void put(Landing& landing, const std::string& path, const Placement& placement);
  LandedFile landed(std::size_t file, bool with_content);
  void search_for(const Evidence& evidence, const std::vector<Landing>& landings);

  const Setup& setup_;
  const Assessment& assessment_;
  ContextNames names_;
  Snapshot files_;
  std::set<std::string> asked_;             // stage paths whose content matters to a unit
  std::map<std::size_t, LandedFile> read_;  // by index into files_
};

}  // namespace cb21
