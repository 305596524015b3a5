// SPDX-License-Identifier: Apache-2.0
// Finds a fixed text with hexadecimal digits behind it in one pass over a stream, in constant memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class HexSearch {
 public:
  HexSearch(std::string prefix, std::size_t digits);

  void feed(std::string_view chunk);

  // The prefix with its digits: each text once, sorted, at most 16 of them. With more digits than asked for
  // the first ones count.
  const std::vector<std::string>& found() const { return found_; }

 private:
  void search(std::string_view text);

  std::string prefix_;
  std::size_t digits_;
  std::vector<std::string> found_;
  std::string tail_;  // what a text across two chunks could begin with
};

// In the paths of the standard library's sources ("/rustc/HASH/library/std/src/"), which every panic there
// keeps: which rustc compiled it.
HexSearch compiler_search();

}  // namespace cb21
