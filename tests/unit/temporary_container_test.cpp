// SPDX-License-Identifier: Apache-2.0
#include "docker/temporary_container.hpp"

#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

using test::DockerStandIn;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

class TemporaryContainerTest : public testing::Test {
 protected:
  TemporaryContainerTest() : client(docker.program(), {}), state(docker.tree().directory("state")) {}

  // What a run that is killed leaves; returns the container's name.
  std::string killed_run() const {
    const pid_t id = fork();
    if (id == 0) {
      auto container = std::make_unique<TemporaryContainer>(client, "verify", state);
      static_cast<void>(raise(SIGKILL));
      container.reset();
    }
    waitpid(id, nullptr, 0);
    return fs::directory_iterator(state + "/containers")->path().filename().string();
  }

  long notes() const {
    return std::distance(fs::directory_iterator(state + "/containers"), fs::directory_iterator());
  }

  DockerStandIn docker;
  DockerClient client;
  std::string state;
};

TEST_F(TemporaryContainerTest, is_noted_before_it_is_made_and_gone_at_the_end) {
  {
    const TemporaryContainer container(client, "run", state);
    EXPECT_THAT(container.name(), MatchesRegex("cb21-run-[0-9a-f]{16}"));
    EXPECT_TRUE(fs::exists(state + "/containers/" + container.name()));
    EXPECT_EQ(fs::status(state + "/containers/" + container.name()).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_THAT(docker.calls(), IsEmpty());
  }
  EXPECT_THAT(docker.calls(), ElementsAre(MatchesRegex("rm --force --volumes cb21-run-[0-9a-f]{16}")));
  EXPECT_EQ(notes(), 0);
}

TEST_F(TemporaryContainerTest, keeps_the_note_when_docker_cannot_remove_it) {
  docker.set("FAKE_DOCKER_DOWN", "1");
  { const TemporaryContainer container(client, "verify", state); }
  EXPECT_EQ(notes(), 1);
}

TEST_F(TemporaryContainerTest, works_where_no_note_can_be_kept) {
  docker.tree().write("state/containers", "a file");
  { const TemporaryContainer container(client, "verify", state); }
  { const TemporaryContainer container(client, "verify", "/nonexistent"); }
  { const TemporaryContainer container(client, "verify", ""); }
  EXPECT_THAT(docker.calls(), SizeIs(3));
  docker.tree().remove("state/containers");
  docker.tree().directory("state/containers");
  docker.tree().set_mode("state/containers", 0755);
  const TemporaryContainer container(client, "verify", state);
  EXPECT_EQ(notes(), 0) << "others may enter the folder";
}

TEST_F(TemporaryContainerTest, leaves_no_note_that_could_not_be_written_whole) {
  const pid_t id = fork();
  if (id == 0) {
    const rlimit limit{10, 10};
    static_cast<void>(signal(SIGXFSZ, SIG_IGN));
    setrlimit(RLIMIT_FSIZE, &limit);
    const TemporaryContainer container(client, "verify", state);
    _exit(static_cast<int>(notes()));
  }
  int status = 0;
  waitpid(id, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST_F(TemporaryContainerTest, is_removed_when_the_run_is_interrupted) {
  const pid_t id = fork();
  if (id == 0) {
    const TemporaryContainer container(client, "verify", state);
    static_cast<void>(raise(SIGINT));
    _exit(0);
  }
  int status = 0;
  waitpid(id, &status, 0);
  ASSERT_TRUE(WIFEXITED(status)) << "the interrupt was not held back";
  const pid_t other = fork();
  if (other == 0) {
    {
      const TemporaryContainer container(client, "verify", state);
      static_cast<void>(raise(SIGINT));
    }
    _exit(0);
  }
  waitpid(other, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
  EXPECT_THAT(docker.calls(), SizeIs(1));
}

TEST_F(TemporaryContainerTest, is_removed_by_a_later_run_after_a_kill) {
  const std::string name = killed_run();
  remove_abandoned_containers(client, state);
  EXPECT_THAT(docker.calls(), ElementsAre("rm --force --volumes " + name));
  EXPECT_EQ(notes(), 0);
}

TEST_F(TemporaryContainerTest, is_left_alone_while_its_run_lives) {
  const TemporaryContainer container(client, "verify", state);
  remove_abandoned_containers(client, state);
  EXPECT_THAT(docker.calls(), IsEmpty());
}

TEST_F(TemporaryContainerTest, is_left_to_runs_on_its_own_engine) {
  killed_run();
  docker.set("DOCKER_HOST", "tcp://other:1");
  remove_abandoned_containers(client, state);
  EXPECT_THAT(docker.calls(), IsEmpty());
  EXPECT_EQ(notes(), 1);
}

TEST_F(TemporaryContainerTest, keeps_its_note_while_the_engine_is_down) {
  killed_run();
  docker.set("FAKE_DOCKER_DOWN", "1");
  remove_abandoned_containers(client, state);
  EXPECT_EQ(notes(), 1);
}

TEST_F(TemporaryContainerTest, that_docker_cannot_remove_keeps_no_other) {
  const std::string line = docker.tree().read("state/containers/" + killed_run());
  for (const char digit : {'1', '2'})
    docker.tree().write("state/containers/cb21-verify-" + std::string(16, digit), line);
  docker.set("FAKE_DOCKER_DOWN", "1");
  remove_abandoned_containers(client, state);
  EXPECT_THAT(docker.calls(), SizeIs(3));
  EXPECT_EQ(notes(), 3);
}

TEST_F(TemporaryContainerTest, of_another_machine_is_removed_after_a_day) {
  const std::string name = killed_run();
  const std::string note = "state/containers/" + name;
  const std::string line = docker.tree().read(note);
  docker.tree().write(note, "elsewhere" + line);
  remove_abandoned_containers(client, state);
  EXPECT_THAT(docker.calls(), IsEmpty());
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  docker.tree().set_mtime(note, std::chrono::nanoseconds(now - std::chrono::hours(25)).count());
  remove_abandoned_containers(client, state);
  EXPECT_THAT(docker.calls(), SizeIs(1));
}

TEST_F(TemporaryContainerTest, is_removed_by_no_note_of_another_kind) {
  const std::string line = docker.tree().read("state/containers/" + killed_run());
  docker.tree().remove("state/containers");
  for (const auto* const name : {"-rf", "database", "cb21-", "cb21-verify-0123456789ABCDEF", "cb21-x/../y"}) {
    if (std::string(name).find('/') == std::string::npos)
      docker.tree().write("state/containers/" + std::string(name), line);
  }
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("a b c d"), std::string("a -1 2 e")}) {
    docker.tree().write("state/containers/cb21-verify-0123456789abcdef", text);
    remove_abandoned_containers(client, state);
  }
  EXPECT_THAT(docker.calls(), IsEmpty());
}

TEST_F(TemporaryContainerTest, are_removed_a_few_at_a_time) {
  const std::string name = killed_run();
  const std::string line = docker.tree().read("state/containers/" + name);
  for (int i = 0; i < 9; ++i)
    docker.tree().write("state/containers/" + name.substr(0, 27) + std::to_string(i), line);
  const long before = notes();
  remove_abandoned_containers(client, state);
  EXPECT_EQ(notes(), before - 4);
}

}  // namespace
}  // namespace cb21
