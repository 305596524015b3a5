// SPDX-License-Identifier: Apache-2.0
// What a check found: a violation with the rule it is of.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

struct Finding {
  const Rule* rule = nullptr;  // never null; of rule_table()
  Violation violation;
};

// Every rule of the table on the project, by file, line and code.
std::vector<Finding> find_violations(const CheckedProject& project);

}  // namespace cb21
