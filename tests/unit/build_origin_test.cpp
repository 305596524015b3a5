// SPDX-License-Identifier: Apache-2.0
#include "commands/build_origin.hpp"

#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

using test::DockerStandIn;
using testing::ElementsAre;

constexpr const char* k_dockerfile =
    "ARG RUST=1\nFROM rust:${RUST} AS builder\nCOPY --from=tools /x /x\nCOPY --from=curl:8 /c /c\n"
    "RUN cargo build\nFROM scratch AS empty\nFROM debian@sha256:dd\nCOPY --from=builder /a /a\n"
    "COPY --from=0 /b /b\nFROM rust:1\n";

TEST(NamedImages, AreNeitherStagesNorContexts) {
  BuildRequest request;
  request.build_contexts = {{"tools", "./tools"}};
  EXPECT_THAT(named_images(parse_dockerfile(k_dockerfile), request),
              ElementsAre("rust:1", "curl:8", "debian@sha256:dd"));
}

TEST(FindOrigin, KnowsBasesOnlyWhereDockerTookThemFromItsStore) {
  DockerStandIn docker;
  cb21::Setup setup{
      .request = {}, .options = {}, .client = DockerClient(docker.program(), {}), .state_directory = ""};
  Assessment assessment;
  assessment.context.dockerfile = parse_dockerfile("FROM rust:1\nFROM debian@sha256:dd\n");
  const auto bases = [&] { return find_origin(setup, assessment).bases; };
  const std::string id = "sha256:" + std::string(64, 'a');
  const ReceiptBase pinned{"debian@sha256:dd", "", "sha256:dd"};
  const ReceiptBase unknown{"rust:1", "", ""};
  EXPECT_EQ(find_origin(setup, assessment).engine_version, "20.10.24");
  EXPECT_THAT(bases(),
              ElementsAre(ReceiptBase{"rust:1", id, ""}, ReceiptBase{"debian@sha256:dd", id, "sha256:dd"}));
  setup.request.pull = true;
  EXPECT_THAT(bases(), ElementsAre(unknown, pinned));
  setup.request.pull = false;
  setup.options.profile = Profile::production;
  EXPECT_THAT(bases(), ElementsAre(unknown, pinned));
  setup.options.profile = Profile::development;
  assessment.builder.docker_driver = false;
  EXPECT_THAT(bases(), ElementsAre(unknown, pinned));
  assessment.builder.docker_driver = true;
  docker.set("FAKE_DOCKER_DOWN", "1");
  EXPECT_THAT(bases(), ElementsAre(unknown, pinned));
  EXPECT_EQ(find_origin(setup, assessment).engine_version, "");
}

}  // namespace
}  // namespace cb21
