// SPDX-License-Identifier: Apache-2.0
#include "evidence/build_id.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace cb21 {
namespace {

constexpr std::size_t k_most_head = 4096;
constexpr std::size_t k_most_id = 64;

// Two digits a byte, without the blanks.
std::string packed(std::string_view digits) {
  std::string hex;
  for (const char c : digits) {
    const bool hexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (hexadecimal) hex += c;
    if (hex.size() == k_most_head * 2) break;
  }
  return hex;
}

// A word of four bytes, low byte first where the file is so; 0 beyond the end.
std::uint32_t word_at(std::string_view hex, std::size_t byte, bool big_endian) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t at = (byte + (big_endian ? i : 3 - i)) * 2;
    if (at + 2 > hex.size()) return 0;
    std::uint32_t digits = 0;
    std::from_chars(hex.data() + at, hex.data() + at + 2, digits, 16);
    value = value << 8U | digits;
  }
  return value;
}

}  // namespace

std::string build_id_in_head(std::string_view digits) {
  const std::string hex = packed(digits);
  if (!hex.starts_with("7f454c46")) return {};
  const bool big_endian = hex.substr(10, 2) == "02";
  // Notes are aligned to four bytes: name size, content size, type, then the name "GNU" with its zero.
  for (std::size_t byte = 0; (byte + 16) * 2 <= hex.size(); byte += 4) {
    if (hex.compare((byte + 12) * 2, 8, "474e5500") != 0 || word_at(hex, byte, big_endian) != 4) continue;
    const std::size_t size = word_at(hex, byte + 4, big_endian);
    const bool fits = size > 0 && size <= k_most_id && (byte + 16 + size) * 2 <= hex.size();
    if (word_at(hex, byte + 8, big_endian) == 3 && fits) return hex.substr((byte + 16) * 2, size * 2);
  }
  return {};
}

}  // namespace cb21
