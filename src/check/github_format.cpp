// SPDX-License-Identifier: Apache-2.0
#include "check/github_format.hpp"

#include "check/control_character.hpp"
#include "check/text_format.hpp"
#include "escape.hpp"

#include <fmt/format.h>

#include <string_view>

namespace cb21 {
namespace {

bool is_escaped(char c, bool property) {
  return c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
}

// What the runner does not unescape and a terminal would obey is made visible.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  while (!text.empty()) {
    const std::optional<ControlCharacter> control = leading_control(text);
    const std::size_t length = control ? control->length : 1;
    if (is_escaped(text.front(), property)) {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(text.front()));
    } else {
      result += control ? escape(text.substr(0, length)) : std::string(1, text.front());
    }
    text.remove_prefix(length);
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
