// SPDX-License-Identifier: Apache-2.0
// Finds several texts in one pass over a stream, in constant memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class TextSearch {
 public:
  explicit TextSearch(std::vector<std::string> texts);

  void feed(std::string_view chunk);

  const std::vector<bool>& found() const { return found_; }  // in the order of the texts

 private:
  std::vector<std::string> texts_;
  std::vector<bool> found_;
  std::string tail_;  // what a text across two chunks could begin with
};

}  // namespace cb21
