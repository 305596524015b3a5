// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// "0.1.0", from the project's CMakeLists.txt.
std::string_view version();

}  // namespace cb21
