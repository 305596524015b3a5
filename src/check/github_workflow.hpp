// SPDX-License-Identifier: Apache-2.0
// GitHub's workflows and composite actions.
#pragma once

#include "check/automation_file.hpp"

namespace cb21 {

// Fills in what the file's text says: a job for each of the workflow's, one for a composite action.
void read_github_file(AutomationFile& file);

}  // namespace cb21
