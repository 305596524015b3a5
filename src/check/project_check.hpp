// SPDX-License-Identifier: Apache-2.0
// The whole check: every rule that applies, held against the waivers in the project's files.
#pragma once

#include "check/checked_project.hpp"
#include "check/finding.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace cb21 {

struct CheckScope {
  // Without: only what a build reads (RuleSubject::build), and of the waivers only those that apply.
  bool whole_project = true;
  bool waivers = true;  // without, none of them counts, nor is any looked at
};

// By file, line and code. A waived finding stays, with the reason. A waiver in a file speaks for that file;
// one in the project's cb21.conf (beside the Dockerfile, in the context's or the project's root) for findings
// about the project as a whole. What is wrong with the waivers is found too, and cannot be waived.
std::vector<Finding> check_project(const CheckedProject& project, const CheckScope& scope);

struct FindingCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t waived = 0;
};

FindingCounts count(std::span<const Finding> findings);

}  // namespace cb21
