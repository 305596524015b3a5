// SPDX-License-Identifier: Apache-2.0
// What a terminal would obey, in a text that is shown as it is.
#pragma once

#include <optional>
#include <string_view>

namespace cb21 {

struct ControlCharacter {
  char32_t value = 0;
  std::size_t length = 0;  // in bytes
};

// The control character that the text, which is not empty, begins with: C0, DEL, or C1 (U+0080 to U+009F, two
// bytes in UTF-8).
inline std::optional<ControlCharacter> leading_control(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return ControlCharacter{byte(0), 1};
  const bool c1 = byte(0) == 0xC2 && text.size() > 1 && byte(1) >= 0x80 && byte(1) <= 0x9F;
  return c1 ? std::optional(ControlCharacter{byte(1), 2}) : std::nullopt;
}

}  // namespace cb21
