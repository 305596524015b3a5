// SPDX-License-Identifier: Apache-2.0
#include "check/finding.hpp"

#include "check/rule_table.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cb21 {
namespace {

bool comes_before(const Finding& left, const Finding& right) {
  return std::tie(left.violation.file, left.violation.line, left.rule->code) <
         std::tie(right.violation.file, right.violation.line, right.rule->code);
}

}  // namespace

std::vector<Finding> find_violations(const CheckedProject& project, RuleScope scope) {
  std::vector<Finding> findings;
  for (const Rule& rule : rule_table()) {
    if (scope == RuleScope::build_only && rule.subject != RuleSubject::build) continue;
    for (Violation& violation : rule.find(project)) {
      findings.push_back({.rule = &rule, .violation = std::move(violation), .waived_because = {}});
    }
  }
  sort_findings(findings);
  return findings;
}

void sort_findings(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), comes_before);
}

}  // namespace cb21
