// SPDX-License-Identifier: Apache-2.0
// Runs one program by an argument array, never a shell, with Boost.Process v2.
#pragma once

#include "docker/interrupt.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

struct ExitStatus {
  int code = 0;    // when not killed
  int signal = 0;  // 0, or the signal that killed it

  bool success() const { return code == 0 && signal == 0; }
};

// A wait status as waitpid gives it.
ExitStatus decode_wait_status(int status);

struct Command {
  std::string program;                                           // absolute path
  std::vector<std::string> arguments;                            // without argv[0]
  std::vector<std::pair<std::string, std::string>> environment;  // added to or replacing the process's own
  std::string directory = {};                                    // to run in; empty: this process's own
};

// Where a foreground child's standard output goes.
enum class StandardOutput { passed_on, to_standard_error, nowhere };

// The terminal's program: stdio and every other inheritable descriptor passed on. While it runs SIGINT and
// SIGQUIT are left to the terminal, which has sent them to the child already; SIGTERM and SIGHUP are passed
// on once each, and have their effect here too where the child succeeds all the same. The child starts with
// the signal handling that was found here (nohup's SIG_IGN included), which is restored afterwards. A stopped
// child is waited for. Under an InterruptGuard with a pending signal it is not started, and the status is
// that signal. Throws Error(failed) if it cannot be started. `err`: a descriptor above 2 that the child gets
// as its standard error instead of this process's own.
ExitStatus run_in_foreground(const Command& command,
                             StandardOutput out = StandardOutput::passed_on,
                             int err = -1);

struct CapturedOutput {
  ExitStatus status;
  std::string out;  // at most the limit; the rest is read and dropped
  std::string err;
  bool timed_out = false;  // and was killed for it

  // Killed before its end, by whomever: what it asked of the engine may still be done.
  bool cut_short() const { return timed_out || status.signal != 0; }
};

struct CaptureOptions {
  std::size_t limit = 1U << 20U;   // bytes kept of each stream
  std::optional<int> timeout_ms;   // then SIGKILL
  bool own_process_group = false;  // Ctrl-C does not reach it: for clean-up
};

// stdin is /dev/null. Output that a grandchild holds open after the child's end is not waited for. Under an
// InterruptGuard a pending signal ends the child by SIGTERM, five seconds later as the timeout does, unless
// it has its own process group.
CapturedOutput run_captured(const Command& command, const CaptureOptions& options = {});

// stdout in chunks as they come (at most 256 KiB each), stderr kept up to 64 KiB. `consume` returns false to
// end the child early, as the timeout does.
CapturedOutput run_streaming(const Command& command,
                             const std::function<bool(std::string_view)>& consume,
                             std::optional<int> timeout_ms = std::nullopt);

// Replaces this process. Returns only by throwing Error.
[[noreturn]] void replace_process(const Command& command);

// Ends this process the way the child ended: by its code, or by the same signal (core dumps off).
[[noreturn]] void exit_like(const ExitStatus& status);

}  // namespace cb21
