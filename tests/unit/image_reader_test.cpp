// SPDX-License-Identifier: Apache-2.0
#include "evidence/image_reader.hpp"

#include "error.hpp"
#include "support/docker_stand_in.hpp"
#include "support/elf_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace cb21 {
namespace {

using test::DockerStandIn;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;

class ImageReaderTest : public testing::Test {
 protected:
  ImageReaderTest() : client(docker.program(), {}), state(docker.tree().directory("state")) {
    docker.set("FAKE_DOCKER_ROOT", docker.tree().directory("image"));
    docker.tree().write("image/usr/bin/app", test::ElfText{.type = 2, .parts = {{.content = "code"}}}.text());
    docker.tree().link("image/bin", "usr/bin");
  }

  DockerStandIn docker;
  DockerClient client;
  std::string state;
};

TEST_F(ImageReaderTest, ReadsAnImageAndLeavesNothingBehind) {
  const ImageTree tree = read_image_tree(client, "image:tag", state, {});
  EXPECT_EQ(tree.resolve("/bin/app"), "/usr/bin/app");
  EXPECT_TRUE(tree.find("/usr/bin/app")->executable);
  EXPECT_THAT(docker.calls(),
              ElementsAre(MatchesRegex("create --name cb21-verify-[0-9a-f]{16} .* -- image:tag .+"),
                          MatchesRegex("export -- cb21-verify-[0-9a-f]{16}"),
                          MatchesRegex("rm --force --volumes cb21-verify-[0-9a-f]{16}")));
  EXPECT_TRUE(std::filesystem::is_empty(state + "/containers"));
}

TEST_F(ImageReaderTest, DigestsTheFilesOfTheSizesThatAreAskedFor) {
  const auto size = std::filesystem::file_size(docker.tree().path("image/usr/bin/app"));
  EXPECT_EQ(read_image_tree(client, "image:tag", state, {}).find("/usr/bin/app")->sha256, "");
  EXPECT_EQ(read_image_tree(client, "image:tag", state, {size + 1}).find("/usr/bin/app")->sha256, "");
  EXPECT_EQ(read_image_tree(client, "image:tag", state, {size}).find("/usr/bin/app")->sha256.size(), 64U);
}

TEST_F(ImageReaderTest, NeverTakesAPartForTheWhole) {
  for (const auto* const bytes : {"0", "512", "2000", "999999"}) {
    docker.set("FAKE_DOCKER_CUT", bytes);
    EXPECT_THROW(read_image_tree(client, "image:tag", state, {}), Error) << bytes;
  }
  EXPECT_THAT(docker.calls().back(), HasSubstr("rm --force"));
  docker.set("FAKE_DOCKER_CUT_EXIT", "0");
  docker.set("FAKE_DOCKER_CUT", "512");
  EXPECT_THROW(read_image_tree(client, "image:tag", state, {}), Error);
}

TEST_F(ImageReaderTest, ReportsAnEngineThatDoesNotAnswer) {
  docker.set("FAKE_DOCKER_DOWN", "1");
  EXPECT_THROW(read_image_tree(client, "image:tag", state, {}), Error);
}

}  // namespace
}  // namespace cb21
