// SPDX-License-Identifier: Apache-2.0
// A name that nothing had before: a generation of a context, a container, a temporary link.
#pragma once

#include <string>

namespace cb21 {

// 16 hexadecimal digits of the system's randomness. Throws Error.
std::string draw_random_name();

}  // namespace cb21
