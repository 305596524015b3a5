// SPDX-License-Identifier: Apache-2.0
// Findings to show in each format: an error with a hostile name, a warning on the project, and a waived one.
#pragma once

#include "check/finding.hpp"
#include "check/rule_table.hpp"

#include <vector>

namespace cb21::test {

inline std::vector<Finding> findings_to_show() {
  return {
      {.rule = find_rule("uncached-ci-missing"),
       .violation = {.file = "", .line = 0, .message = "nothing builds it", .cure = ""},
       .waived_because = {}},
      {.rule = find_rule("target-cache-mount"),
       .violation = {.file = "Dockerfile", .line = 4, .message = "line 4 mounts", .cure = "touch\n  build"},
       .waived_because = "times are now"},
      {.rule = find_rule("cached-production-build"),
       .violation = {.file = "a b,c:%\n\x1b[31m\xff/x.sh",
                     .line = 7,
                     .message = "50% from\nthe cache",
                     .cure = "docker build\n --no-cache"},
       .waived_because = {}}};
}

}  // namespace cb21::test
