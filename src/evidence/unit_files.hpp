// SPDX-License-Identifier: Apache-2.0
// What went into each unit: dep-info with its paths made absolute.
#pragma once

#include "evidence/evidence.hpp"
#include "evidence/stage_dep_info.hpp"
#include "evidence/stage_units.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {

using StageFiles = std::map<std::string, StageFile>;  // by absolute, normalized path

// The project's own of the files that dep-info names: without what build scripts wrote to OUT_DIR, and
// folders as the files in them whose content was looked at. Absolute and normalized, each once.
class ProjectFiles {
 public:
  ProjectFiles(const StageFiles& files, std::set<std::string> profiles)
      : files_(files), profiles_(std::move(profiles)) {}

  // False where a bound was met.
  bool append(std::vector<std::string>& paths, const std::string& path);

 private:
  void append_file(std::vector<std::string>& paths, const std::string& path) const;

  const StageFiles& files_;
  std::set<std::string> profiles_;
  std::size_t expanded_ = 0;
};

// Sets CargoUnit::files and files_known.
void find_unit_files(std::vector<StageUnit>& units, const StageDepInfo& dep_info, const StageFiles& files);

// The folders of the units' profiles.
std::set<std::string> profiles_of(const std::vector<StageUnit>& units);

}  // namespace cb21
