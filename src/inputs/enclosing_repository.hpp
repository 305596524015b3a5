// SPDX-License-Identifier: Apache-2.0
// The checkout that a folder is in.
#pragma once

#include <string>

namespace cb21 {

// The nearest folder at or above `folder`, a real path, that holds a .git (a worktree's is a file); without
// one `folder` itself.
std::string enclosing_repository(const std::string& folder);

}  // namespace cb21
