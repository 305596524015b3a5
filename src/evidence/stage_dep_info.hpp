// SPDX-License-Identifier: Apache-2.0
// All dep-info of a stage: rustc's for each unit, and cargo's own beside the artifacts.
#pragma once

#include "evidence/dep_info.hpp"
#include "evidence/evidence.hpp"
#include "evidence/probe_lines.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

// Cargo's, PROFILE/NAME.d: every file of the project's own behind the artifact, absolute.
struct ArtifactDepInfo {
  std::string folder;
  DepInfo rule;
};

class StageDepInfo {
 public:
  explicit StageDepInfo(const ProbeLines& lines);

  // Null where there is none, or more than one could be meant.
  const DepInfo* of_unit(const CargoUnit& unit) const;

  const std::vector<ArtifactDepInfo>& artifacts() const { return artifacts_; }

 private:
  struct Written {
    std::string stem;
    DepInfo rule;
  };

  std::map<std::pair<std::string, std::string>, std::vector<Written>> units_;  // by profile and hash
  std::vector<ArtifactDepInfo> artifacts_;
};

// A cargo target's name as rustc has it: my_app for my-app.
std::string crate_name(std::string_view target);

}  // namespace cb21
