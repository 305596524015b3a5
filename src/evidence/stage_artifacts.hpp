// SPDX-License-Identifier: Apache-2.0
// Programs and dynamic libraries in cargo's folders, with what cargo says of them.
#pragma once

#include "evidence/evidence.hpp"
#include "evidence/probe_lines.hpp"
#include "evidence/stage_dep_info.hpp"
#include "evidence/unit_files.hpp"

#include <vector>

namespace cb21 {

// Sorted by path. `units`: of the same stage; they know a target's name that a file's name does not have.
std::vector<CargoArtifact> read_stage_artifacts(const ProbeLines& lines,
                                                const StageDepInfo& dep_info,
                                                const std::vector<CargoUnit>& units,
                                                ProjectFiles project);

}  // namespace cb21
