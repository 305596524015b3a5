// SPDX-License-Identifier: Apache-2.0
// The rules on the Dockerfile: the mechanisms of staleness that its text shows.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

std::vector<Violation> find_placeholder_sources(const CheckedProject& project);
std::vector<Violation> find_target_cache_mounts(const CheckedProject& project);
std::vector<Violation> find_unbuilt_binaries(const CheckedProject& project);
std::vector<Violation> find_wrong_binaries(const CheckedProject& project);

}  // namespace cb21
