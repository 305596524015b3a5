// SPDX-License-Identifier: Apache-2.0
#include "evidence/probe_mounts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ProbeMounts mounts_of(const std::string& text) {
  const Dockerfile dockerfile = parse_dockerfile(text);
  return probe_mounts(dockerfile, dockerfile.stages.size() - 1);
}

TEST(ProbeMounts, AreTheLastOfEachTargetInTheWholeLineage) {
  const ProbeMounts mounts = mounts_of(
      "FROM rust AS base\nRUN --mount=type=cache,target=/a,id=old --mount=target=/b,rw x\n"
      "FROM base\nRUN --mount=type=cache,dst=/a,uid=5 --mount=type=ssh --mount=type=tmpfs,target=/t y\n");
  EXPECT_THAT(mounts.mounts,
              ElementsAre(ProbeMount{"/b", "--mount=target=/b,rw", false},
                          ProbeMount{"/a", "--mount=type=cache,dst=/a,uid=5", true}));
  EXPECT_FALSE(mounts.incomplete);
}

TEST(ProbeMounts, KeepTheIdOfACacheWhoseTargetIsRelativeToAnotherDirectory) {
  const ProbeMounts mounts = mounts_of(
      "FROM rust\nWORKDIR /app\nRUN --mount=type=cache,target=./target,sharing=locked x\nWORKDIR /\n");
  EXPECT_THAT(mounts.mounts,
              ElementsAre(ProbeMount{
                  "/app/target", "--mount=type=cache,target=/app/target,sharing=locked,id=target", true}));
}

TEST(ProbeMounts, AreWrittenWithTheValuesOfVariables) {
  const ProbeMounts mounts = mounts_of(
      "FROM rust\nARG D=/cache\nARG S=sub\n"
      "RUN --mount=type=cache,target=${D}/t --mount=type=bind,source=$S,target=/s,readonly x\n");
  EXPECT_THAT(mounts.mounts,
              ElementsAre(ProbeMount{"/cache/t", "--mount=type=cache,target=/cache/t,id=/cache/t", true},
                          ProbeMount{"/s", "--mount=type=bind,source=sub,target=/s,readonly", false}));
}

TEST(ProbeMounts, TellOfOneWhoseVariableOnlyDockerKnows) {
  const ProbeMounts mounts = mounts_of("FROM rust\nRUN --mount=type=cache,target=$CARGO_HOME/x y\n");
  EXPECT_THAT(mounts.mounts, IsEmpty());
  EXPECT_TRUE(mounts.incomplete);
}

}  // namespace
}  // namespace cb21
