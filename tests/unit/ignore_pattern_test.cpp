// SPDX-License-Identifier: Apache-2.0
#include "inputs/ignore_pattern.hpp"

#include "error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cb21 {
namespace {

struct MatchCase {
  std::string_view pattern;
  std::string_view path;
  bool matches;
};

// moby/patternmatcher patternmatcher_test.go has most of these.
TEST(IgnorePattern, MatchesOnePath) {
  const MatchCase cases[] = {
      {"a", "a", true},  // literal
      {"a", "a/b", false},
      {"a.+(){}|$", "a.+(){}|$", true},
      {"a/**", "a/b/c", true},  // prefix
      {"a/**", "a", false},
      {"**", "a/b", true},  // suffix
      {"**/a", "a", true},
      {"**/a", "b/a", true},
      {"**/a", "ba", false},
      {"**a", "ba", true},
      {"*.rs", "a.rs", true},  // regular expression
      {"*.rs", "b/a.rs", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/c/d/b", true},
      {"a/**/b", "ab", false},
      {"a**/b", "ab", true},
      {"**/*.rs", "a/b.rs", true},
      {"a?c", "a/c", false},
      {"[a-c]x", "bx", true},
      {"x[^y]z", "x/z", true},
      {"a\\*", "a*", true},
      {"a\\*", "ab", false},
      {"^a*", "ab", true},
      {"[[:digit:]]", "7", true},
      {"*a", "x\na", true},
  };
  for (const MatchCase& c : cases) {
    EXPECT_EQ(IgnorePattern(std::string(c.pattern), false).matches(c.path), c.matches)
        << c.pattern << " on " << c.path;
  }
}

TEST(IgnorePattern, RefusesWhatGoRefuses) {
  for (const char* pattern : {"[", "[]a]", "[a-]", "[-a]", "a\\", "[^]", "[a\\"}) {
    EXPECT_THROW(IgnorePattern(pattern, false), Error) << pattern;
  }
  EXPECT_NO_THROW(IgnorePattern("a]", false));
}

TEST(IgnorePattern, EscapesThePatternInItsMessage) {
  try {
    const IgnorePattern pattern("\x1b[", false);
    FAIL() << pattern.text();
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()).find('\x1b'), std::string::npos);
  }
}

}  // namespace
}  // namespace cb21
