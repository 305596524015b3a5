// SPDX-License-Identifier: Apache-2.0
// What went into each unit: dep-info with its paths made absolute.
#pragma once

#include "evidence/evidence.hpp"
#include "evidence/stage_dep_info.hpp"
#include "evidence/stage_units.hpp"

#include <map>
#include <string>
#include <vector>

namespace cb21 {

using StageFiles = std::map<std::string, StageFile>;  // by absolute, normalized path

// Sets CargoUnit::files and files_known.
void find_unit_files(std::vector<StageUnit>& units, const StageDepInfo& dep_info, const StageFiles& files);

}  // namespace cb21
