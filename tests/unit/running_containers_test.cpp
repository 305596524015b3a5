// SPDX-License-Identifier: Apache-2.0
#include "docker/running_containers.hpp"

#include "error.hpp"
#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(RunningContainers, TellsOfWhichImageEachIs) {
  test::DockerStandIn docker;
  docker.set("FAKE_DOCKER_CONTAINERS",
             "[\"1a\",\"/web\",\"sha256:aa\",\"hello:1\",\"shop\",\"web\"]\n"
             "what docker says of one that is gone\n"
             "[\"2b\",\"/job\",\"sha256:bb\",\"sha256:bb\",\"\",\"\"]");
  const auto containers = running_containers(DockerClient(docker.program(), {}));
  ASSERT_EQ(containers.size(), 2U);
  EXPECT_EQ(containers[0].id, "1a");
  EXPECT_EQ(containers[0].name, "web");
  EXPECT_EQ(containers[0].image_id, "sha256:aa");
  EXPECT_EQ(containers[0].reference, "hello:1");
  EXPECT_EQ(containers[0].compose_project, "shop");
  EXPECT_EQ(containers[0].compose_service, "web");
  EXPECT_EQ(containers[1].name, "job");
  EXPECT_EQ(containers[1].compose_service, "");
}

TEST(RunningContainers, AsksNothingMoreWhereNoneRuns) {
  const test::DockerStandIn docker;
  EXPECT_THAT(running_containers(DockerClient(docker.program(), {})), IsEmpty());
  for (const std::string& call : docker.calls()) EXPECT_THAT(call, Not(HasSubstr("inspect")));
}

TEST(RunningContainers, NeedsTheEngine) {
  test::DockerStandIn docker;
  docker.set("FAKE_DOCKER_DOWN", "1");
  EXPECT_THROW(running_containers(DockerClient(docker.program(), {})), Error);
}

}  // namespace
}  // namespace cb21
