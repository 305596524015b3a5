// SPDX-License-Identifier: Apache-2.0
// canon 18: comments of Cargo.toml are read, not only its TOML.
#include "inputs/bin_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(BinTables, HaveTheirLinesAndComments) {
  const auto tables = read_bin_tables(R"([package] # not ours
name = "p"

# Far above.

# Two lines
#   on it.
[[bin]] # here, too
name = "a#1"
# inside
path = "x.rs" # behind

[[bin]]
name = 'b'
# Of the library.
[lib]
path = "lib.rs"
)");
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].name, "a#1");
  EXPECT_EQ(tables[0].path, "x.rs");
  EXPECT_EQ(tables[0].line, 8U);
  EXPECT_EQ(tables[0].path_line, 11U);
  EXPECT_THAT(tables[0].comments, ElementsAre("Two lines", "on it.", "here, too", "inside", "behind"));
  EXPECT_EQ(tables[1].line, 13U);
  EXPECT_EQ(tables[1].path, std::nullopt);
  EXPECT_EQ(tables[1].path_line, 0U);
  EXPECT_THAT(tables[1].comments, IsEmpty());
}

TEST(BinTables, WhatIsCommentedOutIsNoComment) {
  const auto tables =
      read_bin_tables("# path = \"old.rs\"\n# [[bin]]\n#\n##\n# a = b is why\n[[bin]]\nname='a'\n");
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_THAT(tables[0].comments, IsEmpty());
}

TEST(BinTables, TakeTheArrayFormToo) {
  const auto tables = read_bin_tables(
      "# both\r\nbin = [\n  # the first\n  { name = 'a', path = 'a.rs' },\n  { name = 'b' } # second\n]\n");
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].line, 4U);
  EXPECT_THAT(tables[0].comments, ElementsAre("the first"));
  EXPECT_EQ(tables[1].line, 5U);
  EXPECT_THAT(tables[1].comments, ElementsAre("second"));
}

TEST(BinTables, AnythingMayStandThere) {
  for (const char* text : {"", "not toml", "bin = 1", "[bin]\nname='x'", "bin = [1, 'x']"})
    EXPECT_THAT(read_bin_tables(text), IsEmpty()) << text;
  EXPECT_EQ(read_bin_tables("[[bin]]").size(), 1U);
}

TEST(BinTables, KnowThePackagesLine) {
  EXPECT_EQ(package_line("# x\n\n[package]\nname='p'"), 3U);
  EXPECT_EQ(package_line("[workspace]"), 1U);
  EXPECT_EQ(package_line("not toml"), 1U);
}

TEST(BinTables, KnowDependencies) {
  EXPECT_TRUE(depends_on("[dependencies]\nlog = '0.4'", "log"));
  EXPECT_FALSE(depends_on("[dev-dependencies]\nlog = '0.4'", "log"));
  EXPECT_FALSE(depends_on("", "log"));
}

}  // namespace
}  // namespace cb21
