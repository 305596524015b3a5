// SPDX-License-Identifier: Apache-2.0
// The rules on what builds a Rust project's images: CI, Makefiles, scripts. In doubt they say nothing.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

std::vector<Violation> find_cached_production_builds(const CheckedProject& project);
std::vector<Violation> find_production_without_pull(const CheckedProject& project);
std::vector<Violation> find_uncached_ci_missing(const CheckedProject& project);

}  // namespace cb21
