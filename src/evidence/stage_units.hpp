// SPDX-License-Identifier: Apache-2.0
// The units of a stage, put together from the files in their folders. What went into them is not told here.
#pragma once

#include "evidence/evidence.hpp"
#include "evidence/probe_lines.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct StageUnit {
  CargoUnit unit;
  std::optional<std::vector<std::string>> declared;  // of a run (UnitFingerprint)
};

// Sorted by folder, then target.
std::vector<StageUnit> read_stage_units(const ProbeLines& lines);

}  // namespace cb21
