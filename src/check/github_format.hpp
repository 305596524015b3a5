// SPDX-License-Identifier: Apache-2.0
// What a check found, as GitHub's workflow commands: each becomes an annotation of the file.
#pragma once

#include "check/finding.hpp"

#include <span>
#include <string>

namespace cb21 {

// "::error file=F,line=N,title=T::MESSAGE" a finding, escaped as the runner unescapes it (actions/toolkit
// packages/core/src/command.ts). Waived ones are left out; the last line, which is no command, counts all.
std::string github_format(std::span<const Finding> findings);

}  // namespace cb21
