// SPDX-License-Identifier: Apache-2.0
// What a check found: a violation with the rule it is of.
#pragma once

#include "check/rule.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct Finding {
  const Rule* rule = nullptr;  // never null; of rule_table()
  Violation violation;
  std::string waived_because;  // the waiver's reason; empty where there is none

  bool waived() const { return !waived_because.empty(); }
};

enum class RuleScope { all, build_only };

// Every rule of the table on the project, or those that look at what a build reads; by file, line and code.
std::vector<Finding> find_violations(const CheckedProject& project, RuleScope scope = RuleScope::all);

void sort_findings(std::vector<Finding>& findings);

}  // namespace cb21
