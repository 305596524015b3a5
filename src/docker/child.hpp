// SPDX-License-Identifier: Apache-2.0
// One child process: started with Boost.Process v2's vfork launcher (fork copies page tables: 2 ms with 64 MB
// held), ended and waited for on every path.
#pragma once

#include "docker/process.hpp"

#include <sys/types.h>

#include <csignal>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// Blocks the signals that matter while a child runs, so that none can arrive between two steps of its
// handling, and makes sure that children can be waited for; undoes both. SIGINT and SIGQUIT that arrived
// meanwhile are dropped if `drop_terminal_signals`: the terminal has sent them to the child too.
class HeldSignals {
 public:
  explicit HeldSignals(bool drop_terminal_signals);
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  const sigset_t& held() const { return held_; }

  const sigset_t& original() const { return original_; }

  bool children_ignored() const { return former_child_action_.sa_handler == SIG_IGN; }

 private:
  bool drop_terminal_signals_;
  sigset_t held_{};
  sigset_t original_{};

  struct sigaction former_child_action_ {};
};

struct ChildOptions {
  // What the child gets as 0, 1 and 2; -1: what this process has there. Must be above 2.
  int in = -1;
  int out = -1;
  int err = -1;
  bool own_process_group = false;
};

class Child {
 public:
  // The child has the signal mask and dispositions that this process had before `signals`, and every
  // descriptor that is not close-on-exec, as a plain exec would give it. Throws Error if it cannot be
  // started.
  Child(const Command& command, const ChildOptions& options, const HeldSignals& signals);
  // Kills it and waits if it has not ended.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // To its process group if it has its own.
  void send(int signal) const;

  // Nothing while it runs or is stopped. Throws Error.
  std::optional<ExitStatus> poll();

 private:
  pid_t id_ = -1;
  bool own_process_group_ = false;
  std::string program_;
  std::optional<ExitStatus> status_;
};

// The process's own environment with the command's variables added or replaced: NAME=value.
std::vector<std::string> environment_of(const Command& command);

}  // namespace cb21
