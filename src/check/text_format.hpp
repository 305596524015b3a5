// SPDX-License-Identifier: Apache-2.0
// What a check found, for people, editors and logs.
#pragma once

#include "check/finding.hpp"

#include <span>
#include <string>

namespace cb21 {

// "src/main.rs:3: error missing-marker: MESSAGE", then why and what to write instead, indented. Waived ones
// are left out; the last line counts all.
std::string text_format(std::span<const Finding> findings, bool colour);

// "2 errors, 1 warning, 3 waived"
std::string summary_line(std::span<const Finding> findings);

// "src/main.rs:3", escaped; "the project" where no file is concerned.
std::string place_of(const Violation& violation);

}  // namespace cb21
