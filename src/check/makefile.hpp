// SPDX-License-Identifier: Apache-2.0
// The rules of a Makefile: targets, what they need, and their recipes. Variables stay as written.
#pragma once

#include "check/automation_file.hpp"

#include <string_view>
#include <vector>

namespace cb21 {

// A job for each rule that has a recipe, in order, with a step for each line of it; for production where its
// name, that of a target which needs it, or the Makefile's own path below the project's root says so.
std::vector<AutomationJob> read_makefile(std::string_view text, std::string_view path);

}  // namespace cb21
