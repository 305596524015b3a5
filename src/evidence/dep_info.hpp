// SPDX-License-Identifier: Apache-2.0
// A rule of dep-info, as rustc and cargo write it: "OUTPUT: FILE FILE ...", blanks in names escaped by a
// backslash, nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct DepInfo {
  std::string output;
  std::vector<std::string> files;

  friend bool operator==(const DepInfo&, const DepInfo&) = default;
};

DepInfo read_dep_info(std::string_view rule);

}  // namespace cb21
