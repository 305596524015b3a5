// SPDX-License-Identifier: Apache-2.0
#include "docker/client.hpp"
#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace cb21 {
namespace {

using test::DockerStandIn;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

// A docker that is a script, of those shell lines, $docker being the stand-in.
std::string script(const DockerStandIn& docker, const std::string& lines) {
  std::string path =
      docker.tree().write("bin/script", "#!/bin/sh\ndocker='" + docker.program() + "'\n" + lines);
  docker.tree().set_mode("bin/script", 0700);
  return path;
}

TEST(SeenFolders, AreNotAskedForOfAProgramThatHasNothingBeforeIt) {
  const DockerStandIn docker;
  EXPECT_TRUE(DockerClient(docker.program(), {}).sees(docker.tree().root()));
  EXPECT_THAT(docker.calls(), IsEmpty());
}

TEST(SeenFolders, AreAskedForOfAScriptOnceEach) {
  const DockerStandIn docker;
  const std::string folder = docker.tree().directory("shared");
  const DockerClient client(script(docker, "exec \"$docker\" \"$@\"\n"), {"--debug"});
  EXPECT_TRUE(client.sees(folder));
  EXPECT_TRUE(client.sees(folder));
  EXPECT_THAT(docker.calls(),
              ElementsAre(MatchesRegex("--config .*/shared/cb21-probe-[^/ ]* context inspect cb21-probe")));
  EXPECT_TRUE(std::filesystem::is_empty(folder)) << "nothing is left";
  EXPECT_FALSE(client.sees(docker.tree().path("none"))) << "where nothing can be put";
}

TEST(SeenFolders, AreNotThoseThatTheScriptHides) {
  const DockerStandIn docker;
  const std::string program = script(docker, "shift 2\nexec \"$docker\" --config /nowhere \"$@\"\n");
  EXPECT_FALSE(DockerClient(program, {}).sees(docker.tree().directory("shared")));
}

}  // namespace
}  // namespace cb21
