// SPDX-License-Identifier: Apache-2.0
#include "inputs/copy_pattern.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

TEST(CopyPattern, MatchesOnlyThePath) {
  struct Case {
    std::string path;
    std::size_t component;
    std::string pattern;
  };

  const Case cases[] = {
      {"/app/Cargo.toml", k_no_component, "/app/Cargo.toml"},
      {"/app/Cargo.toml", 1, "/app/Cargo.tom[l]"},
      {"/app/src/main.rs", 1, "/app/sr[c]/main.rs"},
      {"src/main.rs", 0, "sr[c]/main.rs"},
      {"/a/b", 7, "/a/b"},
      {"/a/x-", 1, "/a/[x]-"},
      {"/a/x]", 1, "/a/[x]]"},
      {"/a/--", 1, "/a/-?"},
      {"/a/ä", 1, "/a/?"},
      {"/a/ä.rs", 1, "/a/ä.r[s]"},
      {"/a/x y.rs", 1, "/a/x y.r[s]"},
      {"/a/br[a]ck.rs", k_no_component, "/a/br[[]a]ck.rs"},
      {"/a/br[a]ck.rs", 1, "/a/br[[]a]ck.rs"},
      {"/a/s*q?.rs", k_no_component, "/a/s[*]q[?].rs"},
      {"/a/b\\s.rs", k_no_component, "/a/b\\\\s.rs"},
  };
  for (const Case& c : cases) EXPECT_EQ(copy_pattern(c.path, c.component), c.pattern) << c.path;
}

TEST(CopyPattern, WordSurvivesDockersExpansion) {
  struct Case {
    std::string word;
    char escape;
    std::string written;
  };

  const Case cases[] = {
      {"/a/b.rs", '\\', "/a/b.rs"},
      {"do$HOME", '\\', "do\\\\$HOME"},
      {"do$HOME", '`', "do`$HOME"},
      {"qu'o\"te", '\\', R"(qu\\'o\\\"te)"},
      {"tick`", '`', "tick``"},
      {"tick`", '\\', "tick`"},
      {"a\\\\b", '\\', R"(a\\\\\\\\b)"},
      {"a\\\\b", '`', R"(a\\\\b)"},
  };
  for (const Case& c : cases) EXPECT_EQ(copy_word(c.word, c.escape), c.written) << c.word;
}

TEST(CopyPattern, ControlCharactersAndForeignBytesCannotBeWritten) {
  EXPECT_TRUE(is_writable_path("/a b/[x]\\$'\".rs"));
  EXPECT_TRUE(is_writable_path("/ä.rs"));
  EXPECT_FALSE(is_writable_path("/a\nb.rs"));
  EXPECT_FALSE(is_writable_path("/a\x01.rs"));
  EXPECT_FALSE(is_writable_path("/a\xff.rs"));
}

}  // namespace
}  // namespace cb21
