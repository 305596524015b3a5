// SPDX-License-Identifier: Apache-2.0
#include "proof/platform.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

Artifact program_for(std::uint16_t machine) {
  Artifact artifact;
  artifact.path = "/app";
  artifact.elf = true;
  artifact.machine = machine;
  return artifact;
}

TEST(Platform, FailsForAnotherMachine) {
  const auto proof = judge_platform(program_for(62), "arm64");
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->result, ProofResult::fail);
  EXPECT_EQ(proof->mechanism, "one-arch-everywhere");
  EXPECT_FALSE(proof->cure.empty());
  EXPECT_TRUE(judge_platform(program_for(183), "amd64"));
}

TEST(Platform, SaysNothingWhereTheProgramRuns) {
  EXPECT_FALSE(judge_platform(program_for(62), "amd64"));
  EXPECT_FALSE(judge_platform(program_for(3), "amd64"));
  EXPECT_FALSE(judge_platform(program_for(40), "arm64"));
  EXPECT_FALSE(judge_platform(program_for(8), "mips64le"));
}

TEST(Platform, SaysNothingOfWhatItDoesNotKnow) {
  EXPECT_FALSE(judge_platform(program_for(62), "wasm"));
  EXPECT_FALSE(judge_platform(program_for(62), ""));
  EXPECT_FALSE(judge_platform(program_for(0), "arm64"));
  EXPECT_FALSE(judge_platform(Artifact{}, "arm64"));
}

TEST(ArtifactReader, ReadsTheMachineInEitherByteOrder) {
  const auto machine_of = [](const std::string& bytes) {
    ArtifactReader reader("/a", {});
    reader.feed(bytes);
    return reader.finish().machine;
  };
  EXPECT_EQ(machine_of(std::string("\x7f"
                                   "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\xb7\0",
                                   20)),
            183);
  EXPECT_EQ(machine_of(std::string("\x7f"
                                   "ELF\x02\x02\x01\0\0\0\0\0\0\0\0\0\0\x02\0\x16",
                                   20)),
            22);
  EXPECT_EQ(machine_of(std::string("\x7f"
                                   "ELF\x02\x01",
                                   6)),
            0);
}

}  // namespace
}  // namespace cb21
