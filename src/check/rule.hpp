// SPDX-License-Identifier: Apache-2.0
// A static rule: what the project's files show before anything is built.
#pragma once

#include "check/checked_project.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

enum class Severity { warning, error };

std::string_view severity_name(Severity severity);  // "warning", "error"

// What a rule looks at. A build checks both; `project` is what no build reads.
enum class RuleSubject {
  build,    // the Dockerfile, Cargo manifests, Rust sources, the arguments
  project,  // documentation, CI, Makefiles, scripts
};

// One place where a rule does not hold.
struct Violation {
  std::string file;      // relative to CheckedProject::root, as on disk; empty: the project as a whole
  std::size_t line = 0;  // from 1; 0: the file as a whole
  std::string message;   // a sentence without a full stop; names from files are escaped
  // What to write instead, lines to paste, shown as they are: no control characters but tabs; may be empty.
  std::string cure;
};

struct Rule {
  std::string_view code;  // stable, for waivers and reports; a mechanism's name where the rule shows one
  Severity severity;
  std::string_view title;      // what is wrong, in a few words
  std::string_view rationale;  // why it matters, a sentence or two
  RuleSubject subject;
  // Never throws for what the user's files hold.
  std::vector<Violation> (*find)(const CheckedProject& project);
};

}  // namespace cb21
