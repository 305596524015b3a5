// SPDX-License-Identifier: Apache-2.0
#include "docker/process.hpp"

#include "docker/child.hpp"
#include "docker/pipe.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace cb21 {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t k_chunk = 256U << 10U;
constexpr std::size_t k_stream_error_limit = 64U << 10U;
constexpr std::chrono::seconds k_patience_after_interrupt{5};

[[noreturn]] void throw_errno(std::string_view action) {
  throw Error("cannot " + std::string(action) + ": " + std::strerror(errno));
}

// One output of the child.
struct Stream {
  Descriptor write_end;
  Descriptor read_end;
  std::function<bool(std::string_view)> take;  // false: enough

  explicit Stream(std::function<bool(std::string_view)> consumer) : take(std::move(consumer)) {
    Pipe pipe = make_pipe();
    read_end = std::move(pipe.read);
    write_end = std::move(pipe.write);
    // A reader of many small pieces would make docker wait; larger is refused where pipes are limited.
    fcntl(read_end.number(), F_SETPIPE_SZ, static_cast<int>(k_chunk));
    fcntl(read_end.number(), F_SETFL, O_NONBLOCK);
  }
};

std::function<bool(std::string_view)> keep_in(std::string& text, std::size_t limit) {
  return [&text, limit](std::string_view chunk) {
    text += chunk.substr(0, std::min(chunk.size(), limit - text.size()));
    return true;
  };
}

Descriptor child_events() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  Descriptor events = above_stdio(Descriptor(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)));
  if (!events) throw_errno("watch for the child's end");
  return events;
}

Descriptor open_null(int access) {
  Descriptor null = above_stdio(Descriptor(open("/dev/null", access | O_CLOEXEC)));
  if (!null) throw_errno("open /dev/null");
  return null;
}

// Closed where it is passed on.
Descriptor open_output(StandardOutput out) {
  switch (out) {
    case StandardOutput::to_standard_error: {
      Descriptor error(fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
      return error ? std::move(error) : open_null(O_WRONLY);
    }
    case StandardOutput::nowhere:
      return open_null(O_WRONLY);
    case StandardOutput::passed_on:
      break;
  }
  return {};
}

// Reads both outputs of one child and sees it end. Signals are held but while it sleeps, so that an interrupt
// cannot slip in between the look at the flag and the sleep.
class Pump {
 public:
  Pump(const Command& command, const CaptureOptions& options, Stream out, Stream err)
      : streams_{std::move(out), std::move(err)},
        events_(child_events()),
        null_(open_null(O_RDONLY)),
        child_(command,
               {null_.number(),
                streams_[0].write_end.number(),
                streams_[1].write_end.number(),
                options.own_process_group},
               signals_),
        interruptible_(!options.own_process_group),
        sleep_mask_(signals_.original()),
        buffer_(std::make_unique<std::array<char, k_chunk>>()) {
    sigaddset(&sleep_mask_, SIGCHLD);
    for (Stream& stream : streams_) stream.write_end.reset();
    if (options.timeout_ms) deadline_ = Clock::now() + std::chrono::milliseconds(*options.timeout_ms);
  }

  void run(CapturedOutput& output) {
    while (true) {
      const std::optional<ExitStatus> ended = child_.poll();
      const bool idle = !sleep_until_ready(ended.has_value());
      // What the child wrote is in the pipes by its end; what a grandchild may still write is not waited for.
      if (ended && idle) {
        output.status = *ended;
        output.timed_out = timed_out_ && ended->signal == SIGKILL;
        return;
      }
      for (Stream& stream : streams_) read_from(stream);
      obey_deadline();
      obey_interrupt();
    }
  }

 private:
  // False if nothing was there to read. After the child's end it only looks.
  bool sleep_until_ready(bool ended) {
    std::array<pollfd, 3> watched{pollfd{streams_[0].read_end.number(), POLLIN, 0},
                                  pollfd{streams_[1].read_end.number(), POLLIN, 0},
                                  pollfd{events_.number(), POLLIN, 0}};
    timespec limit{};
    const bool limited = ended || deadline_;
    if (!ended && deadline_) {
      const auto left = std::max(*deadline_ - Clock::now(), Clock::duration::zero());
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
      limit = {seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
    }
    const int ready = ppoll(watched.data(), watched.size(), limited ? &limit : nullptr, &sleep_mask_);
    if (ready < 0 && errno != EINTR) throw_errno("wait for docker's output");
    signalfd_siginfo info{};
    while (read(events_.number(), &info, sizeof info) > 0) continue;
    return ready > 0 && (watched[0].revents != 0 || watched[1].revents != 0);
  }

  void read_from(Stream& stream) {
    if (!stream.read_end) return;
    const ssize_t count = read(stream.read_end.number(), buffer_->data(), buffer_->size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count < 0) throw_errno("read docker's output");
    if (count == 0) {
      stream.read_end.reset();
    } else if (!stream.take({buffer_->data(), static_cast<std::size_t>(count)})) {
      stop();
    }
  }

  void obey_deadline() {
    if (!deadline_ || Clock::now() < *deadline_) return;
    timed_out_ = true;
    stop();
  }

  // `docker run` passes the signal on and waits, but an image's first process gets it only if it asked for
  // it.
  void obey_interrupt() {
    if (!interruptible_ || InterruptGuard::pending() == 0) return;
    interruptible_ = false;
    child_.send(SIGTERM);
    const Clock::time_point end = Clock::now() + k_patience_after_interrupt;
    deadline_ = std::min(deadline_.value_or(end), end);
  }

  void stop() {
    deadline_.reset();
    child_.send(SIGKILL);
    for (Stream& stream : streams_) stream.read_end.reset();
  }

  HeldSignals signals_{false};
  std::array<Stream, 2> streams_;
  Descriptor events_;
  Descriptor null_;
  Child child_;
  bool interruptible_;
  sigset_t sleep_mask_;
  std::unique_ptr<std::array<char, k_chunk>> buffer_;
  std::optional<Clock::time_point> deadline_;
  bool timed_out_ = false;  // it was sent SIGKILL for it
};

struct ForegroundEnd {
  ExitStatus status;
  int passed_on = 0;  // the first signal that the child was sent
};

// SIGCHLD is held since before the child's start: it cannot end unseen between the look and the wait, and
// nothing is sent to a process id that was given back.
ForegroundEnd accompany(Child& child, const sigset_t& held) {
  ForegroundEnd end;
  bool terminated = false;
  bool hung_up = false;
  while (true) {
    if (const std::optional<ExitStatus> ended = child.poll()) {
      end.status = *ended;
      return end;
    }
    const int number = sigwaitinfo(&held, nullptr);
    const bool first_of_its_kind = (number == SIGTERM && !std::exchange(terminated, true)) ||
                                   (number == SIGHUP && !std::exchange(hung_up, true));
    if (!first_of_its_kind) continue;
    child.send(number);
    if (end.passed_on == 0) end.passed_on = number;
  }
}

}  // namespace

ExitStatus decode_wait_status(int status) {
  if (WIFSIGNALED(status)) return {0, WTERMSIG(status)};
  return {WEXITSTATUS(status), 0};
}

ExitStatus run_in_foreground(const Command& command, StandardOutput out, int err) {
  const Descriptor output = open_output(out);
  ForegroundEnd end;
  {
    const HeldSignals signals(true);
    if (const int number = InterruptGuard::pending(); number != 0) return {.code = 0, .signal = number};
    Child child(command, {.out = output ? output.number() : -1, .err = err}, signals);
    end = accompany(child, signals.held());
  }
  // What the child's success hides: whoever sent it wants all of this to end.
  if (end.status.success() && end.passed_on != 0) static_cast<void>(raise(end.passed_on));
  return end.status;
}

CapturedOutput run_captured(const Command& command, const CaptureOptions& options) {
  CapturedOutput output;
  Pump pump(command,
            options,
            Stream(keep_in(output.out, options.limit)),
            Stream(keep_in(output.err, options.limit)));
  pump.run(output);
  return output;
}

CapturedOutput run_streaming(const Command& command,
                             const std::function<bool(std::string_view)>& consume,
                             std::optional<int> timeout_ms) {
  CapturedOutput output;
  CaptureOptions options;
  options.timeout_ms = timeout_ms;
  Pump pump(command, options, Stream(consume), Stream(keep_in(output.err, k_stream_error_limit)));
  pump.run(output);
  return output;
}

void replace_process(const Command& command) {
  std::vector<std::string> words{command.program};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  std::vector<std::string> variables = environment_of(command);
  const auto pointers_to = [](std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
  };
  execve(command.program.c_str(), pointers_to(words).data(), pointers_to(variables).data());
  throw errno_error("run", escape(command.program), errno);
}

void exit_like(const ExitStatus& status) {
  if (status.signal == 0) std::exit(status.code);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  static_cast<void>(std::signal(status.signal, SIG_DFL));
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, status.signal);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  static_cast<void>(raise(status.signal));
  // A signal that does not end a process did not end docker either.
  std::_Exit(128 + status.signal);
}

}  // namespace cb21
