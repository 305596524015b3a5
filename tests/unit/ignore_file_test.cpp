// SPDX-License-Identifier: Apache-2.0
#include "check/ignore_file.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

test::ProjectFixture ignoring(const std::string& rules) {
  return test::ProjectFixture({{"Dockerfile", "FROM rust\nCOPY . .\n"}, {".dockerignore", rules}});
}

TEST(IgnoreFile, NamesTheLineThatLeavesAFileOut) {
  struct Case {
    std::string rules;
    std::string path;
    std::size_t line;
  };

  const Case cases[] = {{"target\nbuild.rs\n", "build.rs", 2},
                        {"# all but\n*\n!src\n", "build.rs", 2},
                        {"*\nbuild.rs", "build.rs", 2},
                        {"a\n\n!\n**/build.rs\n", "x/build.rs", 4},
                        {"target\n", "build.rs", 0},
                        {"", "build.rs", 0}};
  for (const Case& c : cases)
    EXPECT_EQ(IgnoreLines(ignoring(c.rules).project()).line_that_leaves_out(c.path), c.line) << c.rules;
}

TEST(IgnoreFile, HasTheNameOfTheOneInForce) {
  EXPECT_EQ(ignore_file_name(ignoring("a\n").project()), ".dockerignore");
  test::ProjectFixture own(
      {{"Dockerfile", "FROM rust\n"}, {"Dockerfile.dockerignore", "a\n"}, {".dockerignore", "b\n"}});
  EXPECT_EQ(ignore_file_name(own.project()), "Dockerfile.dockerignore");
  test::ProjectFixture none({{".git/HEAD", ""}, {"app/Dockerfile", "FROM rust\n"}}, "app");
  EXPECT_EQ(ignore_file_name(none.project()), "app/.dockerignore");
  EXPECT_EQ(IgnoreLines(none.project()).line_that_leaves_out("x"), 0U);
}

}  // namespace
}  // namespace cb21
