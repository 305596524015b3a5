// SPDX-License-Identifier: Apache-2.0
#include "inputs/copied_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

std::string copied(const std::string& text, const std::string& path) {
  const auto found = file_copied_to(parse_dockerfile(text), "", path);
  return found ? std::to_string(found->line) + " " + found->path : "";
}

TEST(FileCopiedTo, IsWhatTheLastCopyNames) {
  EXPECT_EQ(copied("FROM scratch\nCOPY target/release/app /app\n", "/app"), "2 target/release/app");
  EXPECT_EQ(copied("FROM scratch\nCOPY ./app /bin/\n", "/bin/app"), "2 app");
  EXPECT_EQ(copied("FROM scratch\nWORKDIR /x\nCOPY a b ./\n", "/x/b"), "3 b");
  EXPECT_EQ(copied("FROM scratch\nCOPY old /app\nCOPY new /app\n", "/app"), "3 new");
  EXPECT_EQ(copied("FROM scratch AS a\nCOPY one /app\nFROM a\n", "/app"), "2 one");
}

TEST(FileCopiedTo, KeepsTheParentsThatACopyKeeps) {
  EXPECT_EQ(copied("FROM scratch\nCOPY --parents bin/app /\n", "/bin/app"), "2 bin/app");
  EXPECT_EQ(copied("FROM scratch\nCOPY --parents bin/app /\n", "/app"), "");
  EXPECT_EQ(copied("FROM scratch\nCOPY --parents out/./bin/app /usr\n", "/usr/bin/app"), "2 out/bin/app");
}

TEST(FileCopiedTo, GoesIntoAFolderOfAnyImage) {
  EXPECT_EQ(copied("FROM scratch\nCOPY app /usr/local/bin\n", "/usr/local/bin/app"), "2 app");
  EXPECT_EQ(copied("FROM scratch\nCOPY app /usr/local/bin\n", "/usr/local/bin"), "");
}

TEST(FileCopiedTo, IsNothingThatComesFromElsewhereOrInADirectory) {
  EXPECT_EQ(copied("FROM scratch AS a\nFROM scratch\nCOPY --from=a app /app\n", "/app"), "");
  EXPECT_EQ(copied("FROM scratch AS a\nFROM scratch\nCOPY x /app\nCOPY --from=a app /app\n", "/app"), "");
  EXPECT_EQ(copied("FROM scratch\nCOPY . /\n", "/app"), "");
  EXPECT_EQ(copied("FROM scratch\nCOPY a* /app\n", "/app"), "");
  EXPECT_EQ(copied("", "/app"), "");
}

}  // namespace
}  // namespace cb21
