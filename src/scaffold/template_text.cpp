// SPDX-License-Identifier: Apache-2.0
#include "scaffold/template_text.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace cb21 {
namespace {

// Up to the first '\n', which goes too.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// The name of the gap at the start of `text`, if there is one.
std::optional<std::string_view> gap_name(std::string_view text) {
  if (!text.starts_with('@')) return std::nullopt;
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1);
  if (end == std::string_view::npos || end == 1 || text[end] != '@') return std::nullopt;
  return text.substr(1, end - 1);
}

const std::string& value_of(std::string_view name, const TemplateValues& values) {
  const auto found = values.find(name);
  if (found == values.end()) throw std::logic_error("a template names " + std::string(name));
  return found->second;
}

std::string fill_line(std::string_view line, const TemplateValues& values) {
  std::string filled;
  while (!line.empty()) {
    const std::optional<std::string_view> name = gap_name(line);
    if (!name) {
      filled += line.front();
      line.remove_prefix(1);
      continue;
    }
    const std::string& value = value_of(*name, values);
    if (value.find('\n') != std::string::npos)
      throw std::logic_error(std::string(*name) + " has several lines");
    filled += value;
    line.remove_prefix(name->size() + 2);
  }
  return filled + '\n';
}

std::string indent_lines(std::string_view value, std::string_view indent) {
  std::string lines;
  while (!value.empty()) {
    const std::string_view line = take_line(value);
    if (!line.empty()) lines.append(indent).append(line);
    lines += '\n';
  }
  return lines;
}

}  // namespace

std::string fill_template(std::string_view text, const TemplateValues& values) {
  std::string filled;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    const std::optional<std::string_view> name = gap_name(line.substr(indent));
    if (name && indent + name->size() + 2 == line.size()) {
      filled += indent_lines(value_of(*name, values), line.substr(0, indent));
    } else {
      filled += fill_line(line, values);
    }
  }
  return filled;
}

}  // namespace cb21
