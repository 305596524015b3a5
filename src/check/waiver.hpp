// SPDX-License-Identifier: Apache-2.0
// "# cb21: allow CODE reason": a comment by which the author of a file takes a finding in it on himself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct Waiver {
  std::string file;  // relative to the project's root
  std::size_t line = 0;
  std::string code;    // as written; empty where none is
  std::string reason;  // empty where none is given
};

// The comment begins with // in a Rust source and with # in any other file; it may follow other text after a
// blank. The code is a word, the reason is the rest of the line.
std::vector<Waiver> read_waivers(const std::string& file, std::string_view text);

}  // namespace cb21
