// SPDX-License-Identifier: Apache-2.0
#include "state/record_text.hpp"

#include "escape.hpp"

#include <cstdint>

namespace cb21 {
namespace {

constexpr std::size_t k_digest_digits = 32;
constexpr std::uint8_t k_no_digit = 0x80;

// Nearly every path: escape() would leave it as it is. No early exit, so that it vectorizes.
bool is_plain(std::string_view text) {
  unsigned odd = 0;
  for (const char c : text)
    odd |= static_cast<unsigned>(c < ' ') | static_cast<unsigned>(c > '~') | (c == '\\');
  return odd == 0;
}

constexpr std::array<std::uint8_t, 256> make_hex_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(k_no_digit);
  for (unsigned i = 0; i < 10; ++i) values.at('0' + i) = static_cast<std::uint8_t>(i);
  for (unsigned i = 0; i < 6; ++i) values.at('a' + i) = static_cast<std::uint8_t>(10 + i);
  return values;
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    out += text;
  } else {
    out += escape(text);
  }
}

std::optional<std::string> read_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::optional<std::string> bytes = unescape(text);
  if (bytes && escape(*bytes) != text) return std::nullopt;
  return bytes;
}

void append_digest(std::string& out, const Digest& digest) {
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::array<char, k_digest_digits> text{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint64_t half = i < 16 ? digest.high : digest.low;
    text[i] = k_digits[(half >> (4 * (15 - i % 16))) & 0xFU];
  }
  out.append(text.data(), text.size());
}

std::optional<Digest> read_digest(std::string_view text) {
  static constexpr std::array<std::uint8_t, 256> k_values = make_hex_values();
  if (text.size() != k_digest_digits) return std::nullopt;
  Digest digest;
  unsigned all = 0;
  for (std::size_t i = 0; i < k_digest_digits; ++i) {
    const std::uint8_t value = k_values[static_cast<unsigned char>(text[i])];
    all |= value;
    std::uint64_t& half = i < k_digest_digits / 2 ? digest.high : digest.low;
    half = half << 4U | (value & 0xFU);
  }
  if (all >= k_no_digit) return std::nullopt;
  return digest;
}

}  // namespace cb21
