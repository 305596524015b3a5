// SPDX-License-Identifier: Apache-2.0
// The platforms of a build, and the rule on builds for several platforms.
#pragma once

#include "check/rule.hpp"

#include <string>
#include <vector>

namespace cb21 {

// Each platform that --platform names, be it several in one value.
std::vector<std::string> target_platforms(const CheckedProject& project);

// one-arch-everywhere: a stage bound to one platform compiles without --target what the image of every
// platform gets, or several platforms get what was compiled for one triple.
std::vector<Violation> find_single_architectures(const CheckedProject& project);

}  // namespace cb21
