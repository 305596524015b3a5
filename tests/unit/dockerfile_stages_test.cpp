// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_stages.hpp"

#include "inputs/dockerfile_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Dockerfile stages_of(std::string_view text) {
  Dockerfile dockerfile;
  read_stages(dockerfile, read_dockerfile_lines(text).instructions, {});
  return dockerfile;
}

TEST(DockerfileStages, DropWhatComesBeforeTheFirstStage) {
  const Dockerfile file = stages_of("ARG a=1\nRUN x\nFROM y\nRUN z\n");
  EXPECT_THAT(file.global_args, ElementsAre(Pair("a", "1")));
  ASSERT_EQ(file.stages.size(), 1U);
  EXPECT_EQ(file.stages[0].runs.size(), 1U);
  EXPECT_EQ(file.stages[0].instructions.front().keyword, "FROM");
}

TEST(DockerfileStages, KeepOrderOfCopiesAndRuns) {
  const Dockerfile file = stages_of("FROM x\nCOPY a /\nRUN b\nCOPY c /\n");
  EXPECT_EQ(file.stages[0].copies[0].instruction, 1U);
  EXPECT_EQ(file.stages[0].runs[0].instruction, 2U);
  EXPECT_EQ(file.stages[0].copies[1].instruction, 3U);
}

TEST(DockerfileStages, KnowBasesByNameOnly) {
  const Dockerfile file = stages_of("FROM a AS b\nFROM 0\nFROM b\nFROM later\nFROM a AS later\n");
  EXPECT_EQ(file.stages[1].base_stage, std::nullopt);
  EXPECT_EQ(file.stages[2].base_stage, 0U);
  EXPECT_EQ(file.stages[3].base_stage, std::nullopt);
}

TEST(DockerfileStages, ListTheirOwnEnvironment) {
  const Dockerfile file = stages_of("FROM x AS a\nENV b=1 c=\"$b 2\"\nENV d=$b\nFROM a\n");
  EXPECT_THAT(file.stages[0].environment, ElementsAre(Pair("b", "1"), Pair("c", "$b 2"), Pair("d", "1")));
  EXPECT_THAT(file.stages[1].environment, IsEmpty());
}

// A small file must not make a large reading of itself.
TEST(DockerfileStages, ForgetWhatWouldMakeTheReadingHuge) {
  const std::string big(16000, 'x');
  std::string copies = "FROM x AS a\nENV v=" + big + "\nWORKDIR /$v\n";
  for (int i = 0; i < 5000; ++i) copies += "COPY $v /\nFROM a AS a\n";
  const Dockerfile file = stages_of(copies);
  ASSERT_EQ(file.stages.size(), 5001U);
  std::size_t kept = 0;
  for (const Stage& stage : file.stages) {
    kept += stage.workdir.size();
    for (const CopyInstruction& copy : stage.copies) kept += copy.sources.at(0).size();
  }
  EXPECT_LE(kept, std::size_t{64} << 20U);
  EXPECT_TRUE(file.stages[0].copies[0].sources[0] == big);
  EXPECT_EQ(file.stages[4999].copies[0].sources[0], "$v");
}

TEST(DockerfileStages, InheritVariables) {
  const Dockerfile file = stages_of(
      "FROM x AS a\nENV v=1\nFROM a AS b\nENV w=$v v=2\nFROM b\nCOPY $v$w /\nFROM a\nCOPY $v$w /\n");
  EXPECT_EQ(file.stages[2].copies[0].sources[0], "21");
  EXPECT_EQ(file.stages[3].copies[0].sources[0], "1$w");
}

}  // namespace
}  // namespace cb21
