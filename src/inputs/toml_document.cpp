// SPDX-License-Identifier: Apache-2.0
#define TOML_IMPLEMENTATION
#include "inputs/toml_document.hpp"

#include <algorithm>
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

}  // namespace

void fail_toml_assertion() { throw std::logic_error("toml++ found itself in a state it rules out"); }

std::optional<toml::table> parse_toml(std::string_view text) {
  if (is_too_deep(text)) return std::nullopt;
  try {
    return toml::parse(text);
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
  return node == nullptr ? std::nullopt : node->value_exact<std::string>();
}

}  // namespace cb21
