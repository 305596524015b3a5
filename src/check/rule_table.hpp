// SPDX-License-Identifier: Apache-2.0
// The one table of static rules.
#pragma once

#include "check/rule.hpp"

#include <span>
#include <string_view>

namespace cb21 {

// Sorted by code, no code twice.
std::span<const Rule> rule_table();

// Null where no rule bears the code.
const Rule* find_rule(std::string_view code);

}  // namespace cb21
