// SPDX-License-Identifier: Apache-2.0
// A format string as std::format_args! reads it: the literal text between its placeholders. The syntax is
// std::fmt's; how rustc tells a fill character from a closing brace was tried with rustc 1.95.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// Fed the parts of a literal (concat! makes several), of which some may be unknown.
class FormatPieces {
 public:
  void feed(std::string_view literal);
  // Text that only the compiler knows stands here.
  void feed_unknown();

  // The longest piece without the white space around it, the first of equals; cut to `limit` bytes, but not
  // within a UTF-8 character.
  std::string longest(std::size_t limit) const;

 private:
  std::size_t skip_placeholder(std::string_view literal, std::size_t position);

  std::vector<std::string> pieces_ = {""};
  bool in_placeholder_ = false;
};

}  // namespace cb21
