// SPDX-License-Identifier: Apache-2.0
#include "scaffold/quoting.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

TEST(Quoting, KnowsCrateNames) {
  for (const std::string_view name : {"a", "_", "hello-service", "Hello_2"})
    EXPECT_TRUE(is_crate_name(name)) << name;
  for (const std::string_view name :
       {"", "-p", "2nd", "a b", "a;b", "a\nb", "a/b", "a.b", "$(a)", "\xC3\xBC"}) {
    EXPECT_FALSE(is_crate_name(name)) << name;
  }
}

TEST(Quoting, NamesImages) {
  const Pairs cases{{"hello-service", "hello-service"},
                    {"Hello_Service", "hello-service"},
                    {"_a_", "a"},
                    {"a__b", "a--b"},
                    {"__", "service"}};
  for (const auto& [crate, image] : cases) EXPECT_EQ(image_name(crate), image);
}

TEST(Quoting, KnowsWhatFitsALine) {
  for (const std::string_view text : {"", "my service", "it's", "a\\b", "\xC3\xBC", "$HOME `x` \"q\" #"})
    EXPECT_TRUE(fits_a_line(text)) << text;
  for (const std::string_view text : {"a\nb",
                                      "a\rb",
                                      "a\tb",
                                      "a\x1B[2J",
                                      "\xFF",
                                      "\xC2\x85",
                                      "\xE2\x80\xA8",
                                      "\xE2\x80\xA9",
                                      "\xEF\xBB\xBF",
                                      "${{ secrets.x }}"}) {
    EXPECT_FALSE(fits_a_line(text)) << text;
  }
}

TEST(Quoting, QuotesForTheShell) {
  const Pairs cases{{"a/b-c_1.x", "a/b-c_1.x"},
                    {"", "''"},
                    {"a b", "'a b'"},
                    {"it's", "'it'\\''s'"},
                    {"$(a)`b`;c", "'$(a)`b`;c'"},
                    {"~", "'~'"},
                    {"a\\b", "'a\\b'"}};
  for (const auto& [text, word] : cases) EXPECT_EQ(shell_word(text), word);
}

TEST(Quoting, QuotesWhatYamlTakesForAValue) {
  const Pairs cases{{"service", "service"},
                    {"no", "\"no\""},
                    {"on", "\"on\""},
                    {"null", "\"null\""},
                    {"Yes", "\"Yes\""},
                    {"nobody", "nobody"}};
  for (const auto& [text, word] : cases) EXPECT_EQ(yaml_word(text), word);
}

}  // namespace
}  // namespace cb21
