// SPDX-License-Identifier: Apache-2.0
// What a check found, as SARIF 2.1.0 (OASIS), as code scanning services read it.
#pragma once

#include "check/finding.hpp"

#include <span>
#include <string>
#include <string_view>

namespace cb21 {

// Each result has a location, since GitHub refuses one without: what concerns the project as a whole stands
// at the first line of `main_file`. Waived findings are results with a suppression.
std::string sarif_format(std::span<const Finding> findings, const std::string& main_file);

// A path as a relative reference of RFC 3986, or as a file URI where it is absolute.
std::string uri_of(std::string_view path);

}  // namespace cb21
