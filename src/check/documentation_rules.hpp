// SPDX-License-Identifier: Apache-2.0
// The rules on what a Rust project tells its people.
#pragma once

#include "check/rule.hpp"

#include <string_view>
#include <vector>

namespace cb21 {

// Of the first 2 MiB, READMEs and the like before the rest; where there is more, nothing is found, for
// whether that says it is not known.
std::vector<Violation> find_undocumented_builds(const CheckedProject& project);

// Whether a text speaks of --no-cache where it speaks of building with docker, or of cb21. apk's and pip's
// flags of similar names do not count, nor does a waiver.
bool documents_uncached_build(std::string_view text);

}  // namespace cb21
