// SPDX-License-Identifier: Apache-2.0
#include "inputs/start_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

// "WORD:LINE"
std::string started(const std::string& instructions) {
  const Dockerfile dockerfile = parse_dockerfile("FROM debian\n" + instructions);
  const auto program = started_program(dockerfile, dockerfile.stages.size() - 1);
  return program ? program->word + ':' + std::to_string(program->line) : "-";
}

TEST(StartCommand, FindsTheProgram) {
  EXPECT_EQ(started("ENTRYPOINT [\"/app\", \"--x\"]"), "/app:2");
  EXPECT_EQ(started("CMD [\"app\"]"), "app:2");
  EXPECT_EQ(started("CMD app --flag"), "app:2");
  EXPECT_EQ(started("ENTRYPOINT exec ./app \"$@\"\nCMD [\"x\"]"), "./app:2");
  EXPECT_EQ(started("ENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]"), "b:3");
}

TEST(StartCommand, TakesItOutOfItsWrapping) {
  EXPECT_EQ(started("ENTRYPOINT [\"tini\", \"--\", \"app\"]"), "app:2");
  EXPECT_EQ(started("ENTRYPOINT [\"/usr/bin/tini\", \"-g\", \"--\"]\nCMD [\"/app\", \"x\"]"), "/app:3");
  EXPECT_EQ(started("ENTRYPOINT [\"/usr/bin/dumb-init\"]\nCMD [\"/app\"]"), "/app:3");
  EXPECT_EQ(started("ENTRYPOINT [\"sh\", \"-c\", \"exec env A=1 /app\"]"), "/app:2");
  EXPECT_EQ(started("CMD [\"gosu\", \"user\", \"app\"]"), "app:2");
}

TEST(StartCommand, IsNotGuessed) {
  EXPECT_EQ(started(""), "-");
  EXPECT_EQ(started("CMD migrate && app"), "-");
  EXPECT_EQ(started("CMD [\"tini\"]"), "-");
  EXPECT_EQ(started("CMD [\"app\"]\nFROM scratch"), "-");
}

TEST(StartCommand, ComesFromTheStagesBelow) {
  EXPECT_EQ(started("ENTRYPOINT [\"a\"]\nCMD [\"x\"]\nFROM 0 AS b\nFROM debian AS y\nCMD [\"z\"]"), "z:6");
  const Dockerfile dockerfile =
      parse_dockerfile("FROM debian AS a\nENTRYPOINT [\"a\"]\nCMD [\"x\"]\nFROM a\nENTRYPOINT [\"b\"]\n");
  EXPECT_EQ(started_program(dockerfile, 1)->word, "b");
  EXPECT_THAT(start_words(dockerfile, 0), testing::ElementsAre("a", "x"));
  // Docker forgets the CMD of a stage below.
  EXPECT_THAT(start_words(dockerfile, 1), testing::ElementsAre("b"));
}

}  // namespace
}  // namespace cb21
