// SPDX-License-Identifier: Apache-2.0
// What a check found, for programs: one object whose keys are stable.
#pragma once

#include "check/finding.hpp"

#include <boost/json/array.hpp>

#include <span>
#include <string>

namespace cb21 {

// {"schema": 1, "version", "root", "errors", "warnings", "waived", "findings": [{"code", "severity", "file",
// "line", "message", "title", "rationale", "cure", "waived", "reason"}]}. Waived findings are in it.
std::string json_format(std::span<const Finding> findings, const std::string& root);

// [{"code", "severity", "file", "line", "message"}] of those that are not waived: a build's report.
boost::json::array findings_json(std::span<const Finding> findings);

}  // namespace cb21
