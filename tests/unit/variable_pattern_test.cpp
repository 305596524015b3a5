// SPDX-License-Identifier: Apache-2.0
#include "inputs/variable_pattern.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

TEST(VariablePattern, TrimsTheShortestOrLongestPrefix) {
  EXPECT_EQ(without_prefix("a.b.c", "*.", false), "b.c");
  EXPECT_EQ(without_prefix("a.b.c", "*.", true), "c");
  EXPECT_EQ(without_prefix("a.b.c", "?", false), ".b.c");
  EXPECT_EQ(without_prefix("a.b.c", "b", false), "a.b.c");
}

TEST(VariablePattern, TrimsTheShortestOrLongestSuffix) {
  EXPECT_EQ(without_suffix("a.b.c", ".*", false), "a.b");
  EXPECT_EQ(without_suffix("a.b.c", ".*", true), "a");
  EXPECT_EQ(without_suffix("a*c", "\\*c", false), "a");
}

TEST(VariablePattern, ReplacesTheFirstOrEveryMatch) {
  EXPECT_EQ(with_replacement("a-b-c", "-", "\\1", false), "a\\1b-c");
  EXPECT_EQ(with_replacement("a-b-c", "-", ".", true), "a.b.c");
}

TEST(VariablePattern, RefusesWhatDockerRefuses) {
  EXPECT_EQ(without_prefix("a", "\\a", false), std::nullopt);
  EXPECT_EQ(without_suffix("a", "\\", false), std::nullopt);
}

TEST(VariablePattern, RefusesHugeResults) {
  EXPECT_EQ(with_replacement(std::string(10000, 'a'), "", std::string(10000, 'b'), true), std::nullopt);
}

}  // namespace
}  // namespace cb21
