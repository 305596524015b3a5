// SPDX-License-Identifier: Apache-2.0
#include "check/rule.hpp"

namespace cb21 {

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

}  // namespace cb21
