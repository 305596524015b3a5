// SPDX-License-Identifier: Apache-2.0
// GitLab's pipeline files.
#pragma once

#include "check/automation_file.hpp"

namespace cb21 {

// Fills in what the file's text says: a job for each key at the top that has a script.
void read_gitlab_file(AutomationFile& file);

}  // namespace cb21
