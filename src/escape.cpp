// SPDX-License-Identifier: Apache-2.0
#include "escape.hpp"

#include <array>
#include <cstddef>

namespace cb21 {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// What the lead byte of a UTF-8 sequence promises.
struct SequenceForm {
  std::size_t length;
  char32_t lead_bits;
  char32_t least;  // a smaller value would be an overlong form
};

SequenceForm form_of(unsigned char lead) {
  if (lead < 0x80U) return {1, lead, 0};
  if ((lead & 0xE0U) == 0xC0U) return {2, lead & 0x1FU, 0x80};
  if ((lead & 0xF0U) == 0xE0U) return {3, lead & 0x0FU, 0x800};
  if ((lead & 0xF8U) == 0xF0U) return {4, lead & 0x07U, 0x10000};
  return {0, 0, 0};
}

struct CodePoint {
  std::size_t length = 0;  // 0: not UTF-8
  char32_t value = 0;
};

CodePoint decode(std::string_view bytes) {
  const SequenceForm form = form_of(static_cast<unsigned char>(bytes.front()));
  if (form.length == 0 || bytes.size() < form.length) return {};
  char32_t value = form.lead_bits;
  for (std::size_t i = 1; i < form.length; ++i) {
    if (!is_continuation(bytes[i])) return {};
    value = (value << 6U) | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < form.least || value > 0x10FFFF || surrogate) return {};
  return {form.length, value};
}

bool is_control(char32_t value) { return value < 0x20 || (value >= 0x7F && value <= 0x9F); }

// Unicode's Bidi_Control, which shows text in another order than it has, and the line and paragraph
// separators, which begin a line.
bool rearranges_text(char32_t value) {
  return value == 0x061C || value == 0x200E || value == 0x200F || (value >= 0x2028 && value <= 0x202E) ||
         (value >= 0x2066 && value <= 0x2069);
}

void append_hex(std::string& text, char byte) {
  static constexpr std::string_view k_digits = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(byte);
  text += "\\x";
  text += k_digits[value >> 4U];
  text += k_digits[value & 0xFU];
}

void append_escaped(std::string& text, std::string_view sequence) {
  switch (sequence.front()) {
    case '\n':
      text += "\\n";
      return;
    case '\t':
      text += "\\t";
      return;
    case '\r':
      text += "\\r";
      return;
    case '\\':
      text += "\\\\";
      return;
    default:
      break;
  }
  for (const char byte : sequence) append_hex(text, byte);
}

template <typename NeedsEscape>
std::string transform(std::string_view bytes, NeedsEscape needs_escape) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const CodePoint point = decode(bytes);
    const std::string_view sequence = bytes.substr(0, point.length == 0 ? 1 : point.length);
    if (point.length == 0 || needs_escape(point.value)) {
      append_escaped(text, sequence);
    } else {
      text += sequence;
    }
    bytes.remove_prefix(sequence.size());
  }
  return text;
}

std::optional<unsigned> hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
  return std::nullopt;
}

// The byte that the escape at the start of `text` (after its backslash) stands for, and the escape's length.
struct Unescaped {
  char byte;
  std::size_t length;
};

std::optional<Unescaped> read_escape(std::string_view text) {
  if (text.empty()) return std::nullopt;
  switch (text.front()) {
    case 'n':
      return Unescaped{'\n', 1};
    case 't':
      return Unescaped{'\t', 1};
    case 'r':
      return Unescaped{'\r', 1};
    case '\\':
      return Unescaped{'\\', 1};
    default:
      break;
  }
  if (text.front() != 'x' || text.size() < 3) return std::nullopt;
  const std::optional<unsigned> high = hex_value(text[1]);
  const std::optional<unsigned> low = hex_value(text[2]);
  if (!high || !low) return std::nullopt;
  return Unescaped{static_cast<char>(*high * 16 + *low), 3};
}

}  // namespace

std::string escape(std::string_view bytes) {
  return transform(
      bytes, [](char32_t value) { return value == '\\' || is_control(value) || rearranges_text(value); });
}

std::optional<std::string> unescape(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  while (!text.empty()) {
    if (text.front() != '\\') {
      bytes += text.front();
      text.remove_prefix(1);
      continue;
    }
    const std::optional<Unescaped> escaped = read_escape(text.substr(1));
    if (!escaped) return std::nullopt;
    bytes += escaped->byte;
    text.remove_prefix(1 + escaped->length);
  }
  return bytes;
}

std::string json_text(std::string_view bytes) {
  return transform(bytes, [](char32_t) { return false; });
}

}  // namespace cb21
