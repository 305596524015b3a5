// SPDX-License-Identifier: Apache-2.0
#include "check/text_format.hpp"

#include "check/project_check.hpp"
#include "counted.hpp"
#include "escape.hpp"
#include "text_lines.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace cb21 {
namespace {

constexpr std::string_view k_red = "\033[31m";
constexpr std::string_view k_yellow = "\033[33m";
constexpr std::string_view k_plain = "\033[0m";

std::string severity_word(Severity severity, bool colour) {
  if (!colour) return std::string(severity_name(severity));
  return fmt::format(
      "{}{}{}", severity == Severity::error ? k_red : k_yellow, severity_name(severity), k_plain);
}

std::string indented(std::string_view text, std::string_view indent) {
  std::string lines;
  for (const std::string_view line : split_lines(text)) lines += fmt::format("{}{}\n", indent, line);
  return lines;
}

}  // namespace

std::string text_format(std::span<const Finding> findings, bool colour) {
  std::string text;
  for (const Finding& finding : findings) {
    if (finding.waived()) continue;
    const auto& [file, line, message, cure] = finding.violation;
    text += fmt::format("{}: {} {}: {}\n",
                        place_of(finding.violation),
                        severity_word(finding.rule->severity, colour),
                        finding.rule->code,
                        message);
    text += indented(finding.rule->rationale, "    ");
    if (!cure.empty()) text += "    instead:\n" + indented(cure, "      ");
  }
  return text + summary_line(findings) + '\n';
}

std::string summary_line(std::span<const Finding> findings) {
  const FindingCounts counts = count(findings);
  return fmt::format("{}, {}, {} waived",
                     counted(counts.errors, "error"),
                     counted(counts.warnings, "warning"),
                     counts.waived);
}

std::string place_of(const Violation& violation) {
  if (violation.file.empty()) return "the project";
  const std::string file = escape(violation.file);
  return violation.line == 0 ? file : fmt::format("{}:{}", file, violation.line);
}

}  // namespace cb21
