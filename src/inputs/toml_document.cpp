// SPDX-License-Identifier: Apache-2.0
#define TOML_IMPLEMENTATION
#include "inputs/toml_document.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <stdexcept>

namespace cb21 {

namespace {

// Bounds dotted keys, whose nesting toml++ does not.
constexpr std::ptrdiff_t k_most_dots_in_a_line = 255;

bool is_too_deep(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::string_view rest = text.substr(begin);
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (std::count(line.begin(), line.end(), '.') > k_most_dots_in_a_line) return true;
    begin += line.size() + 1;
  }
  return false;
}

bool is_masked(char c) { return c == '~' || static_cast<unsigned char>(c) >= 0x80U; }

std::string mask(std::string_view text) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string masked;
  masked.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_masked(c)) {
      masked += {'~', k_digits[byte >> 4U], k_digits[byte & 0xFU]};
    } else {
      masked += c;
    }
  }
  return masked;
}

std::string unmask(std::string_view masked) {
  std::string text;
  for (std::size_t i = 0; i < masked.size(); ++i) {
    unsigned byte = 0;
    const char* digits = masked.data() + i + 1;
    const bool hidden = masked[i] == '~' && masked.size() - i > 2 &&
                        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    text += hidden ? static_cast<char>(static_cast<unsigned char>(byte)) : masked[i];
    i += hidden ? 2U : 0U;
  }
  return text;
}

}  // namespace

void fail_toml_assertion() { throw std::logic_error("toml++ found itself in a state it rules out"); }

std::optional<toml::table> parse_toml(std::string_view text) {
  if (is_too_deep(text)) return std::nullopt;
  try {
    return toml::parse(mask(text));
  } catch (const toml::parse_error&) {
    return std::nullopt;
  } catch (const std::logic_error&) {
    return std::nullopt;
  }
}

const toml::table* table_at(const toml::table& parent, std::string_view key) {
  const toml::node* node = parent.get(key);
  return node == nullptr ? nullptr : node->as_table();
}

std::optional<std::string> string_at(const toml::table& parent, std::string_view key) {
  const toml::node* node = parent.get(key);
  return node == nullptr ? std::nullopt : string_value(*node);
}

std::optional<std::string> string_value(const toml::node& node) {
  const auto value = node.value_exact<std::string_view>();
  return value ? std::optional(unmask(*value)) : std::nullopt;
}

}  // namespace cb21
