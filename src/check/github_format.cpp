// SPDX-License-Identifier: Apache-2.0
#include "check/github_format.hpp"

#include "check/text_format.hpp"
#include "escape.hpp"

#include <fmt/format.h>

#include <string_view>

namespace cb21 {
namespace {

bool is_escaped(char c, bool property) {
  return c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// What the runner does not unescape and a terminal would obey is made visible.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char c : text) {
    if (is_escaped(c, property)) {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      result += is_control(c) ? escape({&c, 1}) : std::string(1, c);
    }
  }
  return result;
}

std::string properties(const Finding& finding) {
  const Violation& violation = finding.violation;
  std::string text;
  if (!violation.file.empty()) text += "file=" + escaped(violation.file, true) + ',';
  if (violation.line != 0) text += fmt::format("line={},", violation.line);
  return text + "title=" + escaped(finding.rule->code, true);
}

std::string message(const Finding& finding) {
  const Violation& violation = finding.violation;
  std::string text = violation.message + "\n" + std::string(finding.rule->rationale);
  if (!violation.cure.empty()) text += "\nInstead:\n" + violation.cure;
  return escaped(text, false);
}

}  // namespace

std::string github_format(std::span<const Finding> findings) {
  std::string text;
  for (const Finding& finding : findings) {
    if (finding.waived()) continue;
    text += fmt::format(
        "::{} {}::{}\n", severity_name(finding.rule->severity), properties(finding), message(finding));
  }
  return text + summary_line(findings) + '\n';
}

}  // namespace cb21
