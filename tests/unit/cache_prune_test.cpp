// SPDX-License-Identifier: Apache-2.0
#include "docker/cache_prune.hpp"

#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using test::DockerStandIn;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr PruneScope k_contexts = PruneScope::synced_contexts;
constexpr PruneScope k_everything = PruneScope::everything;

BuilderFacts with_buildx() {
  BuilderFacts facts;
  facts.through_buildx = true;
  facts.name = "mine";
  return facts;
}

BuilderFacts with_classic() {
  BuilderFacts facts;
  facts.kind = BuilderFacts::Kind::classic;
  return facts;
}

TEST(CachePrune, names_the_builder_in_use) {
  DockerStandIn docker;
  const DockerClient client(docker.program(), {"--context", "x"});
  const PruneResult synced = prune(client, with_buildx(), k_contexts);
  EXPECT_TRUE(synced.worked);
  EXPECT_EQ(synced.detail, "reclaimed 12.3MB");
  EXPECT_EQ(synced.reclaimed, "12.3MB");
  EXPECT_TRUE(prune(client, with_buildx(), k_everything).worked);
  EXPECT_THAT(docker.calls(),
              ElementsAre("--context x buildx prune -f --builder mine --filter type=source.local",
                          "--context x buildx du --builder mine --verbose --filter type=source.local",
                          "--context x buildx prune -f --builder mine --all"));
}

TEST(CachePrune, goes_to_the_engine_without_buildx) {
  DockerStandIn docker;
  const DockerClient client(docker.program(), {});
  EXPECT_TRUE(prune(client, {}, k_contexts).worked);
  EXPECT_TRUE(prune(client, {}, k_everything).worked);
  EXPECT_THAT(docker.calls(),
              ElementsAre("builder prune -f --filter type=source.local",
                          "system df --verbose --format {{json .BuildCache}}",
                          "builder prune -f --all"));
}

TEST(CachePrune, has_not_worked_while_a_synced_context_is_left) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_LEFT", "1");
  const DockerClient client(docker.program(), {});
  const PruneResult left = prune(client, with_buildx(), k_contexts);
  EXPECT_FALSE(left.worked);
  EXPECT_EQ(left.reclaimed, "12.3MB");
  EXPECT_TRUE(left.status.success());
  EXPECT_FALSE(prune(client, {}, k_contexts).worked);
}

TEST(CachePrune, has_not_worked_when_docker_fails) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_DOWN", "1");
  const DockerClient client(docker.program(), {});
  for (const PruneResult& result :
       {prune(client, with_buildx(), k_contexts), prune(client, {}, k_everything)}) {
    EXPECT_FALSE(result.worked);
    EXPECT_THAT(result.detail, HasSubstr("Cannot connect"));
    EXPECT_EQ(result.reclaimed, "");
    EXPECT_EQ(result.status.code, 1);
  }
}

TEST(CachePrune, cannot_work_for_the_classic_builder) {
  DockerStandIn docker;
  const DockerClient client(docker.program(), {});
  EXPECT_FALSE(prune(client, with_classic(), k_everything).worked);
  EXPECT_FALSE(prune(client, with_classic(), k_contexts).worked);
  EXPECT_THAT(docker.calls(), IsEmpty());
}

}  // namespace
}  // namespace cb21
