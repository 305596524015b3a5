// SPDX-License-Identifier: Apache-2.0
#include "inputs/path_name.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(PathName, JoinsWhatIsNotEmpty) {
  EXPECT_EQ(join_path("a", "b/c"), "a/b/c");
  EXPECT_EQ(join_path("a/", "b"), "a/b");
  EXPECT_EQ(join_path("/", "b"), "/b");
  EXPECT_EQ(join_path("", "b"), "b");
  EXPECT_EQ(join_path("a", ""), "a");
}

TEST(PathName, EndsWithOneSlash) {
  EXPECT_EQ(with_slash("/a"), "/a/");
  EXPECT_EQ(with_slash("/a/"), "/a/");
  EXPECT_EQ(with_slash(""), "/");
}

TEST(PathName, HasAParent) {
  EXPECT_EQ(parent_path("a/b"), "a");
  EXPECT_EQ(parent_path("a"), "");
}

}  // namespace
}  // namespace cb21
