// SPDX-License-Identifier: Apache-2.0
// The rules on the build's arguments. What they find concerns the Dockerfile as a whole.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

// partial-invalidation: a --no-cache-filter that names no stage, which docker passes over in silence.
std::vector<Violation> find_unknown_cache_filters(const CheckedProject& project);

// cache-import: --cache-from in the production profile.
std::vector<Violation> find_imported_caches(const CheckedProject& project);

}  // namespace cb21
