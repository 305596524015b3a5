// SPDX-License-Identifier: Apache-2.0
#include "proof/running.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::HasSubstr;

RunningFacts facts() {
  ContainerFacts container;
  container.name = "web";
  container.image_id = "sha256:a";
  container.image = "hello";
  container.status = "running";
  container.running = true;
  return {container, "hello:1", "sha256:a"};
}

TEST(Running, PassesForThisVeryImage) {
  const Proof proof = judge_running(facts());
  EXPECT_EQ(proof.name, "running");
  EXPECT_EQ(proof.result, ProofResult::pass);
}

TEST(Running, NamesTheMechanismAndTheCureOfAnOldContainer) {
  RunningFacts old = facts();
  old.image_id = "sha256:b";
  Proof proof = judge_running(old);
  EXPECT_EQ(proof.result, ProofResult::fail);
  EXPECT_EQ(proof.mechanism, "container-not-recreated");
  EXPECT_EQ(proof.detail, "the container web uses sha256:a, which is not what hello:1 names now");
  EXPECT_THAT(proof.cure, HasSubstr("docker rm -f web"));
  old.container.compose_service = "api";
  proof = judge_running(old);
  EXPECT_THAT(proof.cure, HasSubstr("docker compose up -d --force-recreate api"));
}

TEST(Running, FailsForOneThatDoesNotRun) {
  RunningFacts ended = facts();
  ended.container.running = false;
  ended.container.status = "exited";
  EXPECT_THAT(judge_running(ended).detail, HasSubstr("ended with exit code 0, as a placeholder does"));
  ended.container.exit_code = 3;
  EXPECT_THAT(judge_running(ended).detail, HasSubstr("ended with exit code 3"));
  ended.container.status = "created";
  const Proof proof = judge_running(ended);
  EXPECT_EQ(proof.result, ProofResult::fail);
  EXPECT_EQ(proof.mechanism, "");
  EXPECT_EQ(proof.detail, "the container web does not run: it is created");
}

}  // namespace
}  // namespace cb21
