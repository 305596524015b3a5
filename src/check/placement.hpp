// SPDX-License-Identifier: Apache-2.0
// Where the context's files stand in the stage that compiles, for rules.
#pragma once

#include "check/checked_project.hpp"
#include "inputs/placed_files.hpp"

#include <cstddef>

namespace cb21 {

// Of `snapshot`, which may hold more than the project's. Never throws: for a pattern that docker will refuse
// nothing is known. The project has a Dockerfile.
PlacedFiles place_project(const CheckedProject& project, const Snapshot& snapshot, std::size_t stage);

// Whether all that the compiler gets is there.
bool is_known(const PlacedFiles& placed);

}  // namespace cb21
