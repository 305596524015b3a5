// SPDX-License-Identifier: Apache-2.0
// Compile evidence: what cargo said while docker built. Only where cb21 sees docker's progress, and only
// after a build that was told not to use its cache.
#pragma once

#include "docker/build_progress.hpp"
#include "proof/proof.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// Collects what the cargo steps printed.
class CompileLog {
 public:
  CompileLog();

  void feed(std::string_view progress) { progress_.feed(progress); }

  struct CargoStep {
    std::set<std::string> compiled;  // packages
    bool finished = false;           // cargo said so: it was not quiet, and nothing of it is missing
  };

  const BuildProgress& progress() const { return progress_; }

  // What the step of that label ("builder 4/5") printed; several platforms' together.
  CargoStep step(std::string_view label) const;

 private:
  void read_line(const BuildStep& step, std::string_view line);

  BuildProgress progress_;
  std::map<std::string, CargoStep, std::less<>> cargo_;
};

struct CompileExpectation {
  std::vector<std::string> labels;    // of the cargo steps that follow the last copy of sources
  std::vector<std::string> packages;  // that the shipped binaries are of, and that the steps compile
  bool others_may_compile = false;    // what cargo calls fresh there, an unheard command may have compiled
  bool target_mount = false;          // cargo's target directory may be a cache mount
};

// Nothing where the log says nothing: no such step, a quiet cargo, a clipped log. A failure names a mechanism
// and its cure even where the Dockerfile shows none.
std::optional<Proof> judge_compiled(const CompileExpectation& expected,
                                    const CompileLog& log,
                                    const std::string& dockerfile_mechanism);

}  // namespace cb21
