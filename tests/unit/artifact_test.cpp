// SPDX-License-Identifier: Apache-2.0
#include "docker/artifact.hpp"

#include "error.hpp"
#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {
namespace {

using test::DockerStandIn;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::SizeIs;

class ImageContainerTest : public testing::Test {
 protected:
  ImageContainerTest() : client(docker.program(), {}), state(docker.tree().directory("state")) {
    docker.set("FAKE_DOCKER_ROOT", docker.tree().directory("image"));
  }

  struct Answer {
    std::string path;
    std::uint64_t size = 0;
    std::string content;
    std::string why;
  };

  Answer read(const std::string& path, const std::string& name = "") const {
    ImageContainer container(client, "image:tag", state);
    Answer answer;
    const std::optional<ContainerFile> file = container.read_file(
        path, name, [&](std::string_view chunk) { answer.content += chunk; }, answer.why);
    if (file) answer.path = file->path;
    if (file) answer.size = file->size;
    return answer;
  }

  DockerStandIn docker;
  DockerClient client;
  std::string state;
};

TEST_F(ImageContainerTest, streams_a_file_and_leaves_nothing_behind) {
  const std::string content(700'000, 'x');
  docker.tree().write("image/app/hello", content);
  const Answer answer = read("/app/hello");
  EXPECT_EQ(answer.path, "/app/hello");
  EXPECT_EQ(answer.size, content.size());
  EXPECT_EQ(answer.content, content);
  EXPECT_THAT(
      docker.calls(),
      ElementsAre(
          MatchesRegex(
              "create --name cb21-verify-[0-9a-f]{16} --label cb21.verify=1 --pull never -- image:tag .+"),
          MatchesRegex("cp --follow-link cb21-verify-[0-9a-f]{16}:/app/hello -"),
          MatchesRegex("rm --force --volumes cb21-verify-[0-9a-f]{16}")));
  EXPECT_TRUE(std::filesystem::is_empty(state + "/containers"));
}

TEST_F(ImageContainerTest, reads_empty_files) {
  docker.tree().write("image/empty", "");
  EXPECT_EQ(read("/empty").path, "/empty");
}

TEST_F(ImageContainerTest, lets_docker_follow_links) {
  docker.tree().write("image/opt/v1/svc", "binary");
  docker.tree().link("image/app/svc", "../opt/v1/svc");
  EXPECT_EQ(read("/app/svc").content, "binary");
}

TEST_F(ImageContainerTest, takes_the_named_entry_of_a_directory) {
  docker.tree().write("image/usr/local/bin/hello", "binary");
  docker.tree().write("image/usr/local/bin/other", "other");
  const Answer answer = read("/usr/local/bin", "hello");
  EXPECT_EQ(answer.path, "/usr/local/bin/hello");
  EXPECT_EQ(answer.content, "binary");
  EXPECT_EQ(read("/usr/local/bin/", "hello").path, "/usr/local/bin/hello");
}

TEST_F(ImageContainerTest, says_what_is_there_instead) {
  docker.tree().write("image/bin/other", "x");
  docker.tree().fifo("image/pipe");
  docker.tree().directory("image/bin/sub/deeper");
  const std::vector<std::vector<std::string>> cases{
      {"/none", "", "docker finds no file /none there"},
      {"/bin", "", "/bin is a directory"},
      {"/bin", "hello", "docker finds no file /bin/hello there"},
      {"/bin", "sub", "/bin/sub is a directory"},
      {"/pipe", "", "/pipe is not a regular file"},
  };
  for (const std::vector<std::string>& row : cases) {
    const Answer answer = read(row[0], row[1]);
    EXPECT_EQ(answer.path, "") << row[0];
    EXPECT_THAT(answer.why, HasSubstr(row[2])) << row[0];
    EXPECT_EQ(answer.content, "") << row[0];
  }
}

TEST_F(ImageContainerTest, never_takes_a_cut_off_stream_for_a_file) {
  docker.tree().write("image/hello", std::string(5000, 'x'));
  for (const auto* const bytes : {"1", "511", "512", "513", "3000", "5512", "6143"}) {
    docker.set("FAKE_DOCKER_CUT", bytes);
    EXPECT_THROW(read("/hello"), Error) << bytes;
  }
  EXPECT_THAT(docker.calls().back(), HasSubstr("rm --force"));
}

TEST_F(ImageContainerTest, takes_no_complete_stream_of_a_failed_docker_either) {
  docker.tree().write("image/hello", "x");
  docker.set("FAKE_DOCKER_CUT", "999999");
  EXPECT_THROW(read("/hello"), Error);
}

TEST_F(ImageContainerTest, reports_an_engine_that_does_not_answer) {
  docker.set("FAKE_DOCKER_DOWN", "1");
  EXPECT_THROW(read("/hello"), Error);
}

TEST_F(ImageContainerTest, does_not_call_a_file_missing_when_the_engine_went_away) {
  ImageContainer container(client, "image", state);
  docker.set("FAKE_DOCKER_DOWN", "1");
  std::string why;
  EXPECT_THROW(container.read_file(
                   "/x", "", [](std::string_view) {}, why),
               Error);
}

TEST_F(ImageContainerTest, asks_old_clients_without_pull_never) {
  docker.set("FAKE_DOCKER_NO_PULL_FLAG", "1");
  docker.tree().write("image/hello", "x");
  EXPECT_EQ(read("/hello").content, "x");
  EXPECT_THAT(docker.calls(), SizeIs(4));
}

TEST_F(ImageContainerTest, does_not_ask_for_the_users_default_platform) {
  docker.set("DOCKER_DEFAULT_PLATFORM", "linux/riscv64");
  docker.tree().write("image/hello", "x");
  read("/hello");
  EXPECT_EQ(docker.starts().front().at("environment").at("DOCKER_DEFAULT_PLATFORM").as_string(), "");
}

TEST_F(ImageContainerTest, passes_the_consumers_exception_on_and_cleans_up) {
  docker.tree().write("image/hello", "x");
  {
    ImageContainer container(client, "image", "");
    std::string why;
    EXPECT_THROW(container.read_file(
                     "/hello", "", [](std::string_view) { throw std::runtime_error("no"); }, why),
                 std::runtime_error);
  }
  EXPECT_THAT(docker.calls().back(), HasSubstr("rm --force"));
}

}  // namespace
}  // namespace cb21
