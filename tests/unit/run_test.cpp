// SPDX-License-Identifier: Apache-2.0
#include "proof/run.hpp"

#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace cb21 {
namespace {

using test::DockerStandIn;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;

class ProveByRunning : public testing::Test {
 protected:
  RunOutcome run(int seconds = 20) const {
    return prove_by_running(
        DockerClient(docker.program(), {}), "image:tag", seconds, docker.tree().directory("state"));
  }

  DockerStandIn docker;
};

TEST_F(ProveByRunning, starts_it_without_network_and_removes_it) {
  docker.set("FAKE_DOCKER_STDOUT", "listening\n");
  const RunOutcome outcome = run();
  EXPECT_EQ(outcome.proof.result, ProofResult::pass);
  EXPECT_EQ(outcome.proof.name, "run");
  EXPECT_EQ(outcome.shown, "listening\n");
  EXPECT_THAT(docker.calls(),
              ElementsAre(MatchesRegex("run --rm --network none --pull never --name cb21-run-[0-9a-f]{16} "
                                       "--label cb21.verify=1 -- image:tag"),
                          MatchesRegex("rm --force --volumes cb21-run-[0-9a-f]{16}")));
  EXPECT_TRUE(std::filesystem::is_empty(docker.tree().path("state/containers")));
}

TEST_F(ProveByRunning, fails_a_program_that_does_nothing) {
  const RunOutcome outcome = run();
  EXPECT_EQ(outcome.proof.result, ProofResult::fail);
  EXPECT_EQ(outcome.proof.mechanism, "placeholder-main");
  EXPECT_THAT(outcome.proof.cure, HasSubstr("touch"));
  EXPECT_EQ(outcome.shown, "");
}

TEST_F(ProveByRunning, takes_error_output_for_output) {
  docker.set("FAKE_DOCKER_STDERR", "log line");
  EXPECT_EQ(run().proof.result, ProofResult::pass);
}

TEST_F(ProveByRunning, takes_dockers_own_warnings_for_silence) {
  const std::string warning =
      "WARNING: The requested image's platform (linux/arm64) does not match the detected host platform\n";
  docker.set("FAKE_DOCKER_STDERR", warning + "docker: a sentence of its own\r\n");
  const RunOutcome outcome = run();
  EXPECT_EQ(outcome.proof.result, ProofResult::fail);
  EXPECT_EQ(outcome.proof.mechanism, "placeholder-main");
  EXPECT_THAT(outcome.shown, HasSubstr("WARNING: "));
  docker.set("FAKE_DOCKER_STDERR", warning + "listening\n");
  EXPECT_EQ(run().proof.result, ProofResult::pass);
  docker.set("FAKE_DOCKER_STDERR", warning + "\n");
  EXPECT_EQ(run().proof.result, ProofResult::pass) << "an empty line is the image's";
}

TEST_F(ProveByRunning, fails_by_any_other_exit_code) {
  docker.set("FAKE_DOCKER_EXIT_FOR", "run");
  for (const auto* const code : {"1", "101", "125", "127", "139"}) {
    docker.set("FAKE_DOCKER_EXIT", code);
    const RunOutcome outcome = run();
    EXPECT_EQ(outcome.proof.result, ProofResult::fail) << code;
    EXPECT_THAT(outcome.proof.detail, HasSubstr(code));
  }
}

TEST_F(ProveByRunning, passes_what_still_runs_at_the_end_and_removes_it) {
  docker.set("FAKE_DOCKER_SLEEP_MS", "20000");
  docker.set("FAKE_DOCKER_CONTAINER", "sha256:a");
  const RunOutcome outcome = run(1);
  EXPECT_EQ(outcome.proof.result, ProofResult::pass);
  EXPECT_THAT(outcome.proof.detail, HasSubstr("still running"));
  EXPECT_THAT(docker.calls().back(), HasSubstr("rm --force"));
}

TEST_F(ProveByRunning, learns_nothing_of_what_does_not_run_at_the_end) {
  docker.set("FAKE_DOCKER_SLEEP_MS", "20000");
  EXPECT_EQ(run(1).proof.result, ProofResult::inconclusive) << "no container was made";
  docker.set("FAKE_DOCKER_CONTAINER", "sha256:a");
  docker.set("FAKE_DOCKER_CONTAINER_STATUS", "created");
  EXPECT_EQ(run(1).proof.result, ProofResult::inconclusive) << "it was not started";
}

TEST_F(ProveByRunning, fails_when_docker_is_killed) {
  docker.set("FAKE_DOCKER_EXIT_FOR", "run");
  docker.set("FAKE_DOCKER_KILL", "9");
  docker.set("FAKE_DOCKER_CONTAINER", "sha256:a");
  const RunOutcome outcome = run();
  EXPECT_EQ(outcome.proof.result, ProofResult::fail);
  EXPECT_THAT(outcome.proof.detail, HasSubstr("signal 9"));
}

TEST_F(ProveByRunning, shows_at_most_twenty_escaped_lines) {
  std::string many;
  for (int i = 0; i < 50; ++i) many += "line \x1b[31m" + std::to_string(i) + "\r\n";
  docker.set("FAKE_DOCKER_STDOUT", many);
  const RunOutcome outcome = run();
  EXPECT_EQ(std::count(outcome.shown.begin(), outcome.shown.end(), '\n'), 20);
  EXPECT_THAT(outcome.shown, HasSubstr("line \\x1b[31m19\n"));
  EXPECT_THAT(outcome.shown, testing::Not(HasSubstr("\x1b")));
  EXPECT_THAT(outcome.shown, testing::Not(HasSubstr("\r")));
}

TEST_F(ProveByRunning, shows_both_outputs_on_lines_of_their_own) {
  docker.set("FAKE_DOCKER_STDOUT", "no newline");
  docker.set("FAKE_DOCKER_STDERR", "error");
  EXPECT_EQ(run().shown, "no newline\nerror\n");
}

}  // namespace
}  // namespace cb21
