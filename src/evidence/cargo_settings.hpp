// SPDX-License-Identifier: Apache-2.0
// What a stage's files of cargo's configuration say of who compiles and links (cargo's reference,
// "Configuration": build.rustc, build.rustc-wrapper, build.rustc-workspace-wrapper, target.*.linker).
#pragma once

#include "evidence/evidence.hpp"
#include "evidence/probe_lines.hpp"

#include <vector>

namespace cb21 {

// Lines that are no such setting, and settings without a value, are left out.
std::vector<CargoSetting> read_cargo_settings(const std::vector<PrintedSetting>& lines);

}  // namespace cb21
