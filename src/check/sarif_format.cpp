// SPDX-License-Identifier: Apache-2.0
#include "check/sarif_format.hpp"

#include "check/json_line.hpp"
#include "check/rule_table.hpp"
#include "escape.hpp"
#include "version.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr std::string_view k_schema = "https://json.schemastore.org/sarif-2.1.0.json";

json::object text_object(std::string_view text) { return {{"text", json_text(text)}}; }

json::array rules() {
  json::array array;
  for (const Rule& rule : rule_table()) {
    array.push_back({{"id", rule.code},
                     {"shortDescription", text_object(rule.title)},
                     {"fullDescription", text_object(rule.rationale)},
                     {"help", text_object(rule.rationale)},
                     {"defaultConfiguration", {{"level", severity_name(rule.severity)}}}});
  }
  return array;
}

json::object location(const Violation& violation, const std::string& main_file) {
  const std::string& file = violation.file.empty() ? main_file : violation.file;
  const std::size_t line = std::max<std::size_t>(violation.line, 1);
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(file)}}}, {"region", {{"startLine", line}}}}}};
}

json::array suppressions(const Finding& finding) {
  if (!finding.waived()) return {};
  return {json::object{
      {"kind", "inSource"}, {"status", "accepted"}, {"justification", json_text(finding.waived_because)}}};
}

std::string message(const Violation& violation) {
  return violation.cure.empty() ? violation.message : violation.message + "\nInstead:\n" + violation.cure;
}

json::object result(const Finding& finding, const std::string& main_file) {
  return {{"ruleId", finding.rule->code},
          {"ruleIndex", finding.rule - rule_table().data()},
          {"level", severity_name(finding.rule->severity)},
          {"message", text_object(message(finding.violation))},
          {"locations", json::array{location(finding.violation, main_file)}},
          {"suppressions", suppressions(finding)}};
}

bool stays_in_uri(char c) {
  static constexpr std::string_view k_unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  return k_unreserved.find(c) != std::string_view::npos;
}

}  // namespace

std::string sarif_format(std::span<const Finding> findings, const std::string& main_file) {
  json::array results;
  for (const Finding& finding : findings) results.push_back(result(finding, main_file));
  const json::object driver{{"name", "cb21"}, {"version", version()}, {"rules", rules()}};
  const json::object run{{"tool", {{"driver", driver}}}, {"results", std::move(results)}};
  const json::object log{{"$schema", k_schema}, {"version", "2.1.0"}, {"runs", json::array{run}}};
  return json_line(log);
}

std::string uri_of(std::string_view path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    uri += stays_in_uri(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

}  // namespace cb21
