// SPDX-License-Identifier: Apache-2.0
#include "docker/process.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

namespace cb21 {
namespace {

using test::TempTree;
using testing::HasSubstr;
using testing::Not;
using Clock = std::chrono::steady_clock;

Command shell(const std::string& script) { return {"/bin/sh", {"-c", script}, {}}; }

bool wait_until(const std::function<bool()>& condition) {
  const auto end = Clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (Clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

// A process of ours that runs `body` and leaves with its result.
pid_t start(const std::function<int()>& body) {
  const pid_t id = fork();
  if (id == 0) _exit(body());
  return id;
}

ExitStatus ended(pid_t id) {
  int status = 0;
  while (waitpid(id, &status, 0) < 0 && errno == EINTR) continue;
  return decode_wait_status(status);
}

int as_result(const ExitStatus& status) { return status.signal != 0 ? 100 + status.signal : status.code; }

long count_lines(const TempTree& tree, const std::string& file) {
  if (!std::filesystem::exists(tree.path(file))) return 0;
  const std::string text = tree.read(file);
  return std::count(text.begin(), text.end(), '\n');
}

TEST(DecodeWaitStatus, tells_exit_nine_from_killed_by_nine) {
  const ExitStatus exited = run_in_foreground(shell("exit 9"));
  EXPECT_EQ(exited.code, 9);
  EXPECT_EQ(exited.signal, 0);
  const ExitStatus killed = run_in_foreground(shell("kill -9 $$"));
  EXPECT_EQ(killed.code, 0);
  EXPECT_EQ(killed.signal, SIGKILL);
  EXPECT_FALSE(killed.success());
}

TEST(RunInForeground, passes_every_exit_code) {
  for (const int code : {0, 1, 42, 125, 126, 127, 130, 143, 255}) {
    EXPECT_EQ(run_in_foreground(shell("exit " + std::to_string(code))).code, code);
  }
}

TEST(RunInForeground, sends_standard_output_elsewhere) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  run_in_foreground(shell("echo passed"));
  run_in_foreground(shell("echo error"), StandardOutput::to_standard_error);
  run_in_foreground(shell("echo nowhere; echo shown >&2"), StandardOutput::nowhere);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "passed\n");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "error\nshown\n");
}

TEST(RunInForeground, reports_a_program_that_cannot_be_started) {
  const TempTree tree;
  const std::string text = tree.write("not-executable", "x");
  for (const std::string& program : {std::string("/nonexistent/docker"), text, tree.root()}) {
    EXPECT_THROW(run_in_foreground({program, {}, {}}), Error) << program;
  }
  EXPECT_LT(waitpid(-1, nullptr, WNOHANG), 0) << "a failed start left a zombie";
}

TEST(RunInForeground, inherits_descriptors_and_leaks_none) {
  const TempTree tree;
  const int kept = open(tree.path("kept").c_str(), O_WRONLY | O_CREAT, 0600);
  ASSERT_EQ(dup2(kept, 63), 63);
  const int hidden = open("/dev/null", O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(dup3(hidden, 62, O_CLOEXEC), 62);
  close(kept);
  close(hidden);
  const std::string script = "echo through >/dev/fd/63; ls /proc/$$/fd >" + tree.path("list");
  EXPECT_TRUE(run_in_foreground(shell(script)).success());
  close(63);
  close(62);
  EXPECT_EQ(tree.read("kept"), "through\n");
  EXPECT_THAT(tree.read("list"), HasSubstr("63\n"));
  EXPECT_THAT(tree.read("list"), Not(HasSubstr("62\n")));
}

TEST(RunInForeground, sets_and_replaces_environment_variables) {
  setenv("CB21_TEST_REPLACED", "old", 1);
  Command command = shell(R"([ "$CB21_TEST_REPLACED" = new ] && [ "$CB21_TEST_ADDED" = 'a b' ])");
  command.environment = {{"CB21_TEST_REPLACED", "new"}, {"CB21_TEST_ADDED", "a b"}};
  EXPECT_TRUE(run_in_foreground(command).success());
  unsetenv("CB21_TEST_REPLACED");
}

TEST(RunInForeground, works_without_standard_streams) {
  const pid_t id = start([] {
    for (const int number : {0, 1, 2}) close(number);
    return as_result(run_in_foreground(shell("[ ! -e /proc/$$/fd/0 ] && exit 7")));
  });
  EXPECT_EQ(ended(id).code, 7);
}

TEST(RunInForeground, forwards_sigterm_and_sighup_once_each) {
  const TempTree tree;
  const std::string script = "cd " + tree.root() +
                             "; trap 'echo t >>term' TERM; trap 'echo h >>hup' HUP; echo >ready;"
                             " until [ -e stop ]; do sleep 0.01; done; exit 5";
  const pid_t id = start([&] { return as_result(run_in_foreground(shell(script))); });
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "ready") == 1; }));
  kill(id, SIGTERM);
  kill(id, SIGHUP);
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "term") == 1 && count_lines(tree, "hup") == 1; }));
  kill(id, SIGTERM);
  kill(id, SIGHUP);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  tree.write("stop", "");
  EXPECT_EQ(ended(id).code, 5);
  EXPECT_EQ(count_lines(tree, "term"), 1);
  EXPECT_EQ(count_lines(tree, "hup"), 1);
}

TEST(RunInForeground, ends_by_the_signal_that_a_successful_child_took_no_notice_of) {
  const TempTree tree;
  const std::string script = "cd " + tree.root() +
                             "; trap 'echo t >>term' TERM; echo >ready;"
                             " until [ -e term ]; do sleep 0.01; done; exit 0";
  const pid_t unguarded = start([&] { return as_result(run_in_foreground(shell(script))); });
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "ready") == 1; }));
  kill(unguarded, SIGTERM);
  EXPECT_EQ(ended(unguarded).signal, SIGTERM);

  tree.remove("ready");
  tree.remove("term");
  const pid_t guarded = start([&] {
    const InterruptGuard guard;
    const ExitStatus status = run_in_foreground(shell(script));
    _exit(status.success() ? InterruptGuard::pending() : 100);
    return 0;
  });
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "ready") == 1; }));
  kill(guarded, SIGTERM);
  EXPECT_EQ(ended(guarded).code, SIGTERM);
}

TEST(RunInForeground, starts_nothing_once_a_signal_is_pending) {
  const TempTree tree;
  const pid_t id = start([&] {
    const InterruptGuard guard;
    static_cast<void>(raise(SIGINT));
    _exit(as_result(run_in_foreground(shell("touch " + tree.path("started")))));
    return 0;
  });
  EXPECT_EQ(ended(id).code, 100 + SIGINT);
  EXPECT_FALSE(std::filesystem::exists(tree.path("started")));
}

TEST(RunInForeground, leaves_sigint_and_sigquit_to_the_terminal) {
  const TempTree tree;
  const std::string script = "cd " + tree.root() +
                             "; trap 'echo i >>int' INT QUIT; echo >ready;"
                             " until [ -e stop ]; do sleep 0.01; done; exit 5";
  const pid_t id = start([&] { return as_result(run_in_foreground(shell(script))); });
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "ready") == 1; }));
  kill(id, SIGINT);
  kill(id, SIGQUIT);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  tree.write("stop", "");
  EXPECT_EQ(ended(id).code, 5) << "it must neither die nor pass the signal on";
  EXPECT_EQ(count_lines(tree, "int"), 0);
}

TEST(RunInForeground, lets_the_terminals_interrupt_reach_the_child_once) {
  const TempTree tree;
  const std::string script = "cd " + tree.root() +
                             "; trap 'echo i >>int' INT; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo >ready;"
                             " until [ -e stop ]; do sleep 0.01; done; exit 5";
  int terminal = -1;
  const pid_t id = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (id == 0) _exit(as_result(run_in_foreground(shell(script))));
  ASSERT_GT(id, 0);
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "ready") == 1; })) << "stdio was not the terminal";
  ASSERT_EQ(write(terminal, "\x03", 1), 1);
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "int") >= 1; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  tree.write("stop", "");
  EXPECT_EQ(ended(id).code, 5);
  EXPECT_EQ(count_lines(tree, "int"), 1);
  close(terminal);
}

TEST(RunInForeground, does_not_return_while_the_child_is_stopped) {
  const TempTree tree;
  const std::string script =
      "cd " + tree.root() +
      "; echo $$ >pid.new; mv pid.new pid; until [ -e stop ]; do sleep 0.01; done; exit 5";
  const pid_t id = start([&] { return as_result(run_in_foreground(shell(script))); });
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "pid") == 1; }));
  const pid_t child = std::stoi(tree.read("pid"));
  kill(child, SIGSTOP);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(waitpid(id, nullptr, WNOHANG), 0);
  tree.write("stop", "");
  kill(child, SIGCONT);
  EXPECT_EQ(ended(id).code, 5);
}

// Field of /proc/self/status, of a child started by `body`'s process.
std::string child_signals(const std::string& field, const std::function<void()>& before) {
  const TempTree tree;
  const pid_t id = start([&] {
    before();
    dup2(open(tree.path("out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDOUT_FILENO);
    return as_result(run_in_foreground({"/bin/grep", {field + ':', "/proc/self/status"}, {}}));
  });
  EXPECT_EQ(ended(id).code, 0);
  const std::string line = tree.read("out");
  return line.substr(line.find_last_of(" \t") + 1, 16);
}

TEST(RunInForeground, gives_the_child_the_signal_handling_that_it_found) {
  const auto nothing = [] {};
  const auto no_hangup = [] {
    static_cast<void>(signal(SIGHUP, SIG_IGN));
    static_cast<void>(signal(SIGINT, SIG_IGN));
  };
  EXPECT_EQ(child_signals("SigBlk", nothing), "0000000000000000");
  EXPECT_EQ(child_signals("SigIgn", nothing), "0000000000000000");
  EXPECT_EQ(child_signals("SigIgn", no_hangup), "0000000000000003");
  EXPECT_EQ(child_signals("SigIgn", [] { static_cast<void>(signal(SIGCHLD, SIG_IGN)); }), "0000000000010000");
}

TEST(RunInForeground, restores_signal_handling_afterwards) {
  const pid_t id = start([] {
    run_in_foreground(shell("exit 0"));
    static_cast<void>(raise(SIGINT));
    return 0;
  });
  EXPECT_EQ(ended(id).signal, SIGINT);
}

TEST(RunInForeground, loses_no_signal_around_the_start) {
  for (int round = 0; round < 40; ++round) {
    const pid_t id = start([] { return as_result(run_in_foreground({"/bin/sleep", {"20"}, {}})); });
    std::this_thread::sleep_for(std::chrono::microseconds(60 * round));
    kill(id, SIGTERM);
    const ExitStatus status = ended(id);
    EXPECT_TRUE(status.signal == SIGTERM || status.code == 100 + SIGTERM)
        << status.code << '/' << status.signal;
  }
}

TEST(RunCaptured, keeps_both_outputs_apart_up_to_the_limit) {
  const CapturedOutput output = run_captured(shell("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(output.out, "out\n");
  EXPECT_EQ(output.err, "err\n");
  EXPECT_EQ(output.status.code, 3);
  CaptureOptions options;
  options.limit = 10;
  const CapturedOutput cut =
      run_captured(shell("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2"), options);
  EXPECT_EQ(cut.out.size(), 10U);
  EXPECT_EQ(cut.err.size(), 10U);
  EXPECT_TRUE(cut.status.success());
}

TEST(RunCaptured, gives_an_empty_input) { EXPECT_EQ(run_captured(shell("cat; echo end")).out, "end\n"); }

TEST(RunCaptured, works_when_standard_streams_are_closed) {
  const pid_t id = start([] {
    for (const int number : {0, 1, 2}) close(number);
    const CapturedOutput output = run_captured(shell("cat; echo out; echo err >&2"));
    return output.out == "out\n" && output.err == "err\n" ? 0 : 1;
  });
  EXPECT_EQ(ended(id).code, 0);
}

TEST(RunCaptured, kills_at_the_timeout) {
  CaptureOptions options;
  options.timeout_ms = 50;
  const auto begin = Clock::now();
  // The second one has closed its outputs, the third leaves a grandchild that holds them.
  for (const char* script : {"exec sleep 20", "exec >&- 2>&-; exec sleep 20", "sleep 3; sleep 20"}) {
    const CapturedOutput output = run_captured(shell(script), options);
    EXPECT_EQ(output.status.signal, SIGKILL) << script;
    EXPECT_TRUE(output.timed_out) << script;
  }
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(3));
}

TEST(RunCaptured, tells_its_own_timeout_from_another_kill) {
  CaptureOptions options;
  options.timeout_ms = 20'000;
  const CapturedOutput output = run_captured(shell("kill -KILL $$"), options);
  EXPECT_EQ(output.status.signal, SIGKILL);
  EXPECT_FALSE(output.timed_out);
}

TEST(RunCaptured, does_not_wait_for_a_grandchild_that_holds_the_output) {
  const auto begin = Clock::now();
  const CapturedOutput output = run_captured(shell("sleep 3 & echo done"));
  EXPECT_EQ(output.out, "done\n");
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(2));
}

TEST(RunCaptured, has_its_own_process_group_only_on_request) {
  const std::string script = "ps -o pgid= -p $$";
  CaptureOptions options;
  const std::string shared = run_captured(shell(script), options).out;
  EXPECT_EQ(std::stoi(shared), getpgrp());
  options.own_process_group = true;
  EXPECT_NE(std::stoi(run_captured(shell(script), options).out), getpgrp());
}

TEST(RunStreaming, hands_over_everything_in_chunks) {
  std::size_t bytes = 0;
  std::size_t longest = 0;
  const CapturedOutput output =
      run_streaming(shell("head -c 5000000 /dev/zero; echo err >&2; exit 4"), [&](std::string_view chunk) {
        bytes += chunk.size();
        longest = std::max(longest, chunk.size());
        return true;
      });
  EXPECT_EQ(bytes, 5'000'000U);
  EXPECT_LE(longest, 256U << 10U);
  EXPECT_EQ(output.err, "err\n");
  EXPECT_EQ(output.status.code, 4);
}

TEST(RunStreaming, ends_the_child_when_enough_was_seen) {
  int calls = 0;
  const CapturedOutput output =
      run_streaming(shell("exec yes"), [&](std::string_view) { return ++calls < 3; });
  EXPECT_EQ(calls, 3);
  EXPECT_FALSE(output.status.success());
}

TEST(RunStreaming, ends_the_child_when_time_is_up) {
  const CapturedOutput output = run_streaming(
      shell("echo begun; exec sleep 60"), [](std::string_view) { return true; }, 200);
  EXPECT_EQ(output.status.signal, SIGKILL);
}

TEST(RunStreaming, ends_the_child_when_the_consumer_throws) {
  EXPECT_THROW(
      run_streaming(shell("exec yes"), [](std::string_view) -> bool { throw std::runtime_error("no"); }),
      std::runtime_error);
  EXPECT_LT(waitpid(-1, nullptr, WNOHANG), 0);
}

TEST(ReplaceProcess, becomes_the_program) {
  EXPECT_EXIT(
      replace_process({"/bin/sh", {"-c", "exit $CODE"}, {{"CODE", "33"}}}), testing::ExitedWithCode(33), "");
  EXPECT_THROW(replace_process({"/nonexistent", {}, {}}), Error);
}

TEST(ExitLike, ends_by_the_same_code_or_signal) {
  EXPECT_EXIT(exit_like({7, 0}), testing::ExitedWithCode(7), "");
  for (const int number : {SIGINT, SIGTERM, SIGKILL, SIGSEGV, SIGPIPE}) {
    EXPECT_EXIT(
        {
          static_cast<void>(signal(number, SIG_IGN));
          exit_like({0, number});
        },
        testing::KilledBySignal(number),
        "");
  }
}

TEST(InterruptGuard, holds_signals_back_until_its_end) {
  const TempTree tree;
  const pid_t id = start([&] {
    const InterruptGuard outer;
    {
      const InterruptGuard inner;
      static_cast<void>(raise(SIGTERM));
      static_cast<void>(raise(SIGINT));
    }
    if (InterruptGuard::pending() == SIGTERM) tree.write("cleaned", "");
    return 0;
  });
  EXPECT_EQ(ended(id).signal, SIGTERM);
  EXPECT_TRUE(std::filesystem::exists(tree.path("cleaned")));
}

TEST(InterruptGuard, leaves_ignored_signals_ignored) {
  const pid_t id = start([] {
    static_cast<void>(signal(SIGHUP, SIG_IGN));
    const InterruptGuard guard;
    static_cast<void>(raise(SIGHUP));
    return InterruptGuard::pending();
  });
  EXPECT_EQ(as_result(ended(id)), 0);
}

TEST(InterruptGuard, ends_a_captured_child_but_not_a_clean_up) {
  const TempTree tree;
  const auto interrupted = [&](bool own_process_group) {
    return start([&tree, own_process_group] {
      const InterruptGuard guard;
      CaptureOptions options;
      options.own_process_group = own_process_group;
      const std::string script =
          "cd " + tree.root() + "; echo >ready; until [ -e stop ]; do sleep 0.01; done";
      _exit(as_result(run_captured(shell(script), options).status));
      return 0;
    });
  };
  const pid_t captured = interrupted(false);
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "ready") == 1; }));
  kill(captured, SIGTERM);
  EXPECT_EQ(ended(captured).code, 100 + SIGTERM);

  tree.remove("ready");
  const pid_t clean_up = interrupted(true);
  ASSERT_TRUE(wait_until([&] { return count_lines(tree, "ready") == 1; }));
  kill(clean_up, SIGTERM);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  tree.write("stop", "");
  EXPECT_EQ(ended(clean_up).code, 0);
}

TEST(RunCaptured, InAFolder) {
  const TempTree tree;
  Command command = shell("pwd -P");
  command.directory = tree.directory("in here");
  EXPECT_EQ(run_captured(command).out, std::filesystem::canonical(command.directory).string() + "\n");
  command.directory = tree.path("gone");
  EXPECT_THROW(run_captured(command), Error);
}

}  // namespace
}  // namespace cb21
