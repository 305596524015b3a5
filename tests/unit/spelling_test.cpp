// SPDX-License-Identifier: Apache-2.0
#include "cli/spelling.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string_view>
#include <tuple>

namespace cb21 {
namespace {

TEST(EditDistance, CountsLettersAndSwappedNeighbours) {
  const std::tuple<std::string_view, std::string_view, std::size_t> cases[] = {
      {"", "", 0},
      {"", "why", 3},
      {"status", "status", 0},
      {"statsu", "status", 1},
      {"stats", "status", 1},
      {"statuss", "status", 1},
      {"stetus", "status", 1},
      {"tsatsu", "status", 2},
      {"ab", "ba", 1},
      {"ca", "abc", 3},
      {"kitten", "sitting", 3},
  };
  for (const auto& [left, right, distance] : cases) {
    EXPECT_EQ(edit_distance(left, right), distance) << left << ' ' << right;
    EXPECT_EQ(edit_distance(right, left), distance) << right << ' ' << left;
  }
}

}  // namespace
}  // namespace cb21
