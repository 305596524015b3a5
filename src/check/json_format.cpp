// SPDX-License-Identifier: Apache-2.0
#include "check/json_format.hpp"

#include "check/json_line.hpp"
#include "check/project_check.hpp"
#include "escape.hpp"
#include "version.hpp"

#include <boost/json.hpp>

namespace cb21 {
namespace {

namespace json = boost::json;

json::object finding_json(const Finding& finding) {
  return {{"code", finding.rule->code},
          {"severity", severity_name(finding.rule->severity)},
          {"file", json_text(finding.violation.file)},
          {"line", finding.violation.line},
          {"message", json_text(finding.violation.message)}};
}

json::object whole_finding_json(const Finding& finding) {
  json::object object = finding_json(finding);
  object["title"] = finding.rule->title;
  object["rationale"] = finding.rule->rationale;
  object["cure"] = json_text(finding.violation.cure);
  object["waived"] = finding.waived();
  object["reason"] = json_text(finding.waived_because);
  return object;
}

}  // namespace

std::string json_format(std::span<const Finding> findings, const std::string& root) {
  const FindingCounts counts = count(findings);
  json::array array;
  for (const Finding& finding : findings) array.push_back(whole_finding_json(finding));
  const json::object report{{"schema", 1},
                            {"version", version()},
                            {"root", json_text(root)},
                            {"errors", counts.errors},
                            {"warnings", counts.warnings},
                            {"waived", counts.waived},
                            {"findings", std::move(array)}};
  return json_line(report);
}

json::array findings_json(std::span<const Finding> findings) {
  json::array array;
  for (const Finding& finding : findings) {
    if (!finding.waived()) array.push_back(finding_json(finding));
  }
  return array;
}

}  // namespace cb21
