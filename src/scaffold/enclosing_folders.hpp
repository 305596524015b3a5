// SPDX-License-Identifier: Apache-2.0
// The folders around a package that its build has to know.
#pragma once

#include <string>

namespace cb21 {

// The folder of the workspace that cargo would find for the package in `folder` (a real path): its own, the
// one that package.workspace names, or the nearest above that does not exclude it; else `folder`. Real path.
std::string enclosing_workspace(const std::string& folder);

}  // namespace cb21
