// SPDX-License-Identifier: Apache-2.0
// The rule on main(): that it says at its start which service and version it is.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

// For each binary that the Dockerfile ships; for all of the project where that is not known. Nothing where
// main() is not in the open: conditional compilation, re-exports, a source that cannot be read.
std::vector<Violation> find_missing_markers(const CheckedProject& project);

}  // namespace cb21
