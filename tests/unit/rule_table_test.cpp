// SPDX-License-Identifier: Apache-2.0
#include "check/rule_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace cb21 {
namespace {

TEST(RuleTable, IsSortedByCode) {
  const auto rules = rule_table();
  ASSERT_FALSE(rules.empty());
  EXPECT_TRUE(std::is_sorted(
      rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.code <= b.code; }));
}

TEST(RuleTable, SaysOfEachRuleWhatItIs) {
  for (const Rule& rule : rule_table()) {
    EXPECT_TRUE(std::all_of(rule.code.begin(), rule.code.end(), [](unsigned char c) {
      return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
    })) << rule.code;
    EXPECT_FALSE(rule.title.empty()) << rule.code;
    EXPECT_TRUE(rule.rationale.ends_with('.')) << rule.code;
    EXPECT_NE(rule.find, nullptr) << rule.code;
  }
}

TEST(RuleTable, FindsARuleByItsCode) {
  for (const Rule& rule : rule_table()) EXPECT_EQ(find_rule(rule.code), &rule);
  EXPECT_EQ(find_rule("no-such-rule"), nullptr);
  EXPECT_EQ(find_rule(""), nullptr);
}

}  // namespace
}  // namespace cb21
