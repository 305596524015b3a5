// SPDX-License-Identifier: Apache-2.0
// Whether a stream of bytes shows that rustc made the program: its version (of .comment, which strip leaves),
// the place of its sources in the texts of a panic ("/rustc/" and the 40 digits of a commit), or the standard
// library's own texts, which distributions that move those sources have as well. Constant memory.
#pragma once

#include "evidence/text_search.hpp"

#include <string>
#include <string_view>

namespace cb21 {

class RustSigns {
 public:
  RustSigns();

  void feed(std::string_view chunk);

  bool found() const { return found_; }

 private:
  TextSearch texts_;
  std::string tail_;  // what a place of sources across two chunks could begin with
  bool found_ = false;
};

}  // namespace cb21
