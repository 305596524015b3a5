// SPDX-License-Identifier: Apache-2.0
// A number and what there is that many of.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace cb21 {

// "1 file", "2 files": `noun` is one that takes an s.
inline std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace cb21
