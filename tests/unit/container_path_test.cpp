// SPDX-License-Identifier: Apache-2.0
#include "inputs/container_path.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace cb21 {
namespace {

struct PathCase {
  std::string_view directory;
  std::string_view path;
  std::string_view dropped;
  std::string_view kept;
};

TEST(ContainerPath, ResolvesAgainstADirectory) {
  const PathCase cases[] = {
      {"/app", "x", "/app/x", "/app/x"},
      {"/app", "x/", "/app/x", "/app/x/"},
      {"/app", ".", "/app", "/app/"},
      {"/app", "", "/app", "/app/"},
      {"/app", "../../..", "/", "/"},
      {"/app", "/x//./y", "/x/y", "/x/y"},
      {"/", "x/..", "/", "/"},
      {"/", "/", "/", "/"},
  };
  for (const PathCase& c : cases) {
    EXPECT_EQ(absolute_path(c.directory, c.path, TrailingSlash::drop), c.dropped) << c.path;
    EXPECT_EQ(absolute_path(c.directory, c.path, TrailingSlash::keep), c.kept) << c.path;
  }
}

TEST(ContainerPath, NamesTheLastComponent) {
  EXPECT_EQ(base_name("/a/b"), "b");
  EXPECT_EQ(base_name("/a/b/"), "b");
  EXPECT_EQ(base_name("b"), "b");
  EXPECT_EQ(base_name("/"), "");
}

TEST(ContainerPath, TellsWhatIsWithinADirectory) {
  EXPECT_TRUE(is_within("/a/b", "/a"));
  EXPECT_TRUE(is_within("/a/b/", "/a/"));
  EXPECT_TRUE(is_within("/a", "/a"));
  EXPECT_TRUE(is_within("/a", "/"));
  EXPECT_FALSE(is_within("/ab", "/a"));
  EXPECT_FALSE(is_within("/", "/a"));
}

TEST(ContainerPath, KnowsDirectoriesOfEveryImage) {
  EXPECT_TRUE(is_known_directory("/"));
  EXPECT_TRUE(is_known_directory("/usr/src"));
  EXPECT_TRUE(is_known_directory("/usr/local/bin"));
  EXPECT_FALSE(is_known_directory("/app"));
}

}  // namespace
}  // namespace cb21
