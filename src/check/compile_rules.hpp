// SPDX-License-Identifier: Apache-2.0
// The rules on the commands that compile and on what they fetch.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

// fetched-in-run: a checkout or download of sources whose words do not say which version.
std::vector<Violation> find_unpinned_sources(const CheckedProject& project);

// lock-drift: a Cargo.lock that is left out, or that no cargo command holds the manifests against.
std::vector<Violation> find_drifting_locks(const CheckedProject& project);

}  // namespace cb21
