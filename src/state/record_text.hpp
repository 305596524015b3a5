// SPDX-License-Identifier: Apache-2.0
// The spelling of single values in a record: exactly one for each value, and nothing else is read.
#pragma once

#include "inputs/digest.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace cb21 {

// As escape() makes it.
void append_text(std::string& out, std::string_view text);
std::optional<std::string> read_text(std::string_view text);

// As to_hex() and digest_from_hex(), made fast for the hundred thousand of a large record.
void append_digest(std::string& out, const Digest& digest);
std::optional<Digest> read_digest(std::string_view text);

template <typename Integer>
void append_number(std::string& out, Integer value, int base = 10) {
  std::array<char, std::numeric_limits<Integer>::digits + 2> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value, base);
  out.append(digits.data(), result.ptr);
}

// from_chars takes no '+' and no space; what it takes beyond one spelling is refused here.
template <typename Integer>
std::optional<Integer> read_number(std::string_view text, int base = 10) {
  const bool negative = !text.empty() && text.front() == '-';
  const std::string_view digits = text.substr(negative ? 1 : 0);
  const bool leading_zero = !digits.empty() && digits.front() == '0' && (digits.size() > 1 || negative);
  if (leading_zero) return std::nullopt;
  Integer value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value, base);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

}  // namespace cb21
