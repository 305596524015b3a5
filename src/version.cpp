// SPDX-License-Identifier: Apache-2.0
#include "version.hpp"

namespace cb21 {

std::string_view version() { return CB21_VERSION; }

}  // namespace cb21
