// SPDX-License-Identifier: Apache-2.0
#include "inputs/rust_escapes.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace cb21 {

namespace {

struct Escape {
  std::string value;
  std::size_t length;  // bytes of the literal, the backslash included
};

std::string utf8(std::uint32_t point) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  const auto trailing = [&](std::uint32_t shift) { return byte(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80U) return {byte(point)};
  if (point < 0x800U) return {byte(0xC0U | (point >> 6U)), trailing(0)};
  if (point < 0x10000U) return {byte(0xE0U | (point >> 12U)), trailing(6), trailing(0)};
  return {byte(0xF0U | (point >> 18U)), trailing(12), trailing(6), trailing(0)};
}

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, value, 16);
  if (digits.empty() || result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

// \u{1F_600}
std::optional<Escape> unicode_escape(std::string_view rest) {
  constexpr std::size_t k_longest = 16;  // so that text without a brace costs no search to its end
  const std::size_t close = rest.substr(0, k_longest).find('}');
  if (close == std::string_view::npos || rest.substr(0, 3) != "\\u{") return std::nullopt;
  std::string digits(rest.substr(3, close - 3));
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  const auto point = hexadecimal(digits);
  if (!point || *point > 0x10FFFFU) return std::nullopt;
  return Escape{utf8(*point), close + 1};
}

std::optional<Escape> byte_escape(std::string_view rest) {
  const auto value = hexadecimal(rest.substr(2, 2));
  if (!value || rest.size() < 4) return std::nullopt;
  return Escape{std::string(1, static_cast<char>(static_cast<unsigned char>(*value))), 4};
}

// A backslash at the end of a line swallows the line end and the white space after it.
std::optional<Escape> continuation(std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \t\r\n", 1);
  return Escape{"", next == std::string_view::npos ? rest.size() : next};
}

std::optional<Escape> read_escape(std::string_view rest) {
  if (rest.size() < 2) return std::nullopt;
  switch (rest[1]) {
    case 'n':
      return Escape{"\n", 2};
    case 't':
      return Escape{"\t", 2};
    case 'r':
      return Escape{"\r", 2};
    case '0':
      return Escape{std::string(1, '\0'), 2};
    case '\\':
    case '"':
    case '\'':
      return Escape{std::string(1, rest[1]), 2};
    case 'x':
      return byte_escape(rest);
    case 'u':
      return unicode_escape(rest);
    case '\r':
    case '\n':
      return continuation(rest);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string decode_rust_escapes(std::string_view literal) {
  std::string value;
  std::size_t position = 0;
  while (position < literal.size()) {
    const std::size_t backslash = std::min(literal.find('\\', position), literal.size());
    value += normalise_line_ends(literal.substr(position, backslash - position));
    if (backslash == literal.size()) break;
    const auto escape = read_escape(literal.substr(backslash));
    value += escape ? escape->value : std::string(literal.substr(backslash, 2));
    position = backslash + (escape ? escape->length : 2);
  }
  return value;
}

std::string normalise_line_ends(std::string_view literal) {
  std::string value;
  value.reserve(literal.size());
  for (std::size_t i = 0; i < literal.size(); ++i) {
    if (literal.substr(i, 2) != "\r\n") value += literal[i];
  }
  return value;
}

}  // namespace cb21
