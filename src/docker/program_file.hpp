// SPDX-License-Identifier: Apache-2.0
// A program as a shell would take it from PATH.
#pragma once

#include <string>

namespace cb21 {

// A regular file, or a link to one, that this user may run.
bool is_program(const std::string& path);

}  // namespace cb21
