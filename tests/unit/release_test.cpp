// SPDX-License-Identifier: Apache-2.0
#include "commands/release.hpp"

#include "support/docker_stand_in.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

const std::string k_id = "sha256:" + std::string(64, 'a');

class ReleaseTest : public testing::Test {
 protected:
  ReleaseTest() {
    for (const char* name : {"one:1", "two", "one:1"}) gate.names.push_back(*parse_image_reference(name));
  }

  ReleaseOrder order() const {
    return {.client = client,
            .gate = gate,
            .builder = BuilderFacts::Kind::buildkit,
            .image_id = k_id,
            .again = std::nullopt,
            .rehearsal = std::nullopt,
            .rehearsal_id_file = docker.tree().path("rehearsal")};
  }

  test::DockerStandIn docker;
  DockerClient client{docker.program(), {}};
  Gate gate;
  InterruptGuard guard;
};

TEST_F(ReleaseTest, GivesEachTagOnceAndInOrder) {
  const ReleaseResult result = release(order());
  EXPECT_TRUE(result.status.success());
  EXPECT_EQ(docker.calls(), (Words{"tag " + k_id + " one:1", "tag " + k_id + " two:latest"}));
  EXPECT_EQ(result.released, (Words{"tag one:1", "tag two:latest"}));
}

TEST_F(ReleaseTest, PushesWhenAllTagsAreGiven) {
  gate.push = true;
  release(order());
  EXPECT_EQ(
      docker.calls(),
      (Words{"tag " + k_id + " one:1", "tag " + k_id + " two:latest", "push one:1", "push two:latest"}));
}

TEST_F(ReleaseTest, StopsAtWhatDockerRefuses) {
  gate.push = true;
  docker.set("FAKE_DOCKER_EXIT", "3");
  docker.set("FAKE_DOCKER_EXIT_FOR", "tag");
  const ReleaseResult result = release(order());
  EXPECT_EQ(result.status.code, 3);
  EXPECT_NE(result.trouble, "");
  EXPECT_EQ(result.released, Words{});
}

TEST_F(ReleaseTest, PrintsTheClassicBuildersLines) {
  ReleaseOrder classic = order();
  classic.builder = BuilderFacts::Kind::classic;
  testing::internal::CaptureStdout();
  release(classic);
  EXPECT_EQ(testing::internal::GetCapturedStdout(),
            "Successfully tagged one:1\nSuccessfully tagged two:latest\n");
  gate.request.quiet = true;
  testing::internal::CaptureStdout();
  release(classic);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST_F(ReleaseTest, LetsDockerDoWhatItWillWithAnImageThatIsNotThere) {
  ReleaseOrder unknown = order();
  unknown.image_id.clear();
  unknown.again = client.command({"build", "-t", "one:1"});
  EXPECT_TRUE(release(unknown).status.success());
  EXPECT_EQ(docker.calls(), Words{"build -t one:1"});
  unknown.again.reset();
  const ReleaseResult result = release(unknown);
  EXPECT_FALSE(result.status.success());
  EXPECT_NE(result.trouble.find("image-not-loaded"), std::string::npos);
}

TEST_F(ReleaseTest, BuildsAgainOnlyWhatWasLookedAt) {
  gate.rerun = true;
  ReleaseOrder twice = order();
  twice.again = client.command({"build", "-o", "out"});
  twice.rehearsal = client.command({"build", "--iidfile", twice.rehearsal_id_file});
  EXPECT_EQ(release(twice).released, Words{"build"});
  docker.forget_calls();
  docker.set("FAKE_DOCKER_IMAGE_ID", "sha256:b");
  const ReleaseResult result = release(twice);
  EXPECT_NE(result.objection, "");
  const Words calls = docker.calls();
  EXPECT_EQ(std::ranges::count(calls, "build -o out"), 0);
}

TEST_F(ReleaseTest, RemovesOnlyTheImagesThatItsBuildsMade) {
  SpareImages(client, false).add(k_id);
  EXPECT_EQ(docker.calls(), Words{});
  SpareImages(client, true).add(k_id);
  EXPECT_EQ(docker.calls().back(), "image rm --no-prune " + k_id);
  docker.set("FAKE_DOCKER_STDOUT", k_id + "\n");
  docker.forget_calls();
  {
    SpareImages spare(client, true);
    spare.add(k_id);
    spare.add("");
  }
  EXPECT_EQ(docker.calls().size(), 1U) << "it was there before";
}

}  // namespace
}  // namespace cb21
