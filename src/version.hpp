// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// "0.1.0", from the project's CMakeLists.txt.
std::string_view version();

// The commit that it was built from, with "-edited" where the tree held more than that; empty where nobody
// knows.
std::string_view commit();

}  // namespace cb21
