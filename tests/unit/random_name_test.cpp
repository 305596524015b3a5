// SPDX-License-Identifier: Apache-2.0
#include "docker/random_name.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace cb21 {
namespace {

TEST(DrawRandomName, gives_sixteen_digits_that_differ) {
  std::set<std::string> drawn;
  for (int i = 0; i < 100; ++i) drawn.insert(draw_random_name());
  EXPECT_EQ(drawn.size(), 100U);
  EXPECT_THAT(*drawn.begin(), testing::MatchesRegex("[0-9a-f]{16}"));
}

}  // namespace
}  // namespace cb21
