// SPDX-License-Identifier: Apache-2.0
#include "inputs/copy_pattern.hpp"

#include "escape.hpp"

#include <algorithm>

namespace cb21 {
namespace {

constexpr std::string_view k_wildcards = "*?[";

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string literal(std::string_view component) {
  std::string pattern;
  for (const char c : component) {
    if (k_wildcards.find(c) != std::string_view::npos) {
      pattern += '[';
      pattern += c;
      pattern += ']';
    } else {
      if (c == '\\') pattern += '\\';
      pattern += c;
    }
  }
  return pattern;
}

// The last character that can stand in brackets as it is; of names without one, the last character.
std::string bracketed(std::string_view component) {
  if (component.find_first_of(k_wildcards) != std::string_view::npos) return literal(component);
  std::size_t at = component.size();
  for (std::size_t i = 0; i < component.size(); ++i) {
    if (is_plain(component[i])) at = i;
  }
  if (at < component.size()) {
    return literal(component.substr(0, at)) + "[" + component[at] + "]" + literal(component.substr(at + 1));
  }
  at = component.size() - 1;
  while (at > 0 && is_continuation(component[at])) --at;
  return literal(component.substr(0, at)) + "?";
}

}  // namespace

bool is_writable_path(std::string_view path) {
  std::string text(path);
  // escape() is for one line of a terminal: it changes just what cannot be written, and backslashes.
  text.erase(std::remove(text.begin(), text.end(), '\\'), text.end());
  return escape(text) == text;
}

std::string copy_pattern(std::string_view path, std::size_t bracketed_component) {
  std::string pattern;
  std::size_t number = 0;
  while (!path.empty()) {
    if (path.front() == '/') {
      pattern += '/';
      path.remove_prefix(1);
      continue;
    }
    const std::string_view component = path.substr(0, path.find('/'));
    pattern += number++ == bracketed_component ? bracketed(component) : literal(component);
    path.remove_prefix(component.size());
  }
  return pattern;
}

std::string copy_word(std::string_view word, char escape) {
  std::string result;
  const auto append = [&](char c) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  };
  for (const char c : word) {
    if (c == '$' || c == '\'' || c == '"' || c == escape) append(escape);
    append(c);
  }
  return result;
}

}  // namespace cb21
