// SPDX-License-Identifier: Apache-2.0
#include "docker/observed_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_chunk = 64U << 10U;
constexpr int k_look_for_end_ms = 20;

// A thread that is born in here takes no signals: they are the main thread's to handle.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &former_);
  }

  ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &former_, nullptr); }

  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t former_{};
};

void wait_until_writable(int descriptor) {
  pollfd writable{descriptor, POLLOUT, 0};
  static_cast<void>(poll(&writable, 1, -1));
}

// False where nobody reads any more.
bool write_whole(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(STDERR_FILENO, bytes.data(), bytes.size());
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (count < 0 && errno == EAGAIN) {
      wait_until_writable(STDERR_FILENO);
    } else if (count < 0 && errno != EINTR) {
      return false;
    }
  }
  return true;
}

}  // namespace

ObservedOutput::ObservedOutput(std::function<void(std::string_view)> observe)
    : observe_(std::move(observe)), pipe_(make_pipe()) {
  const BlockedSignals blocked;
  thread_ = std::thread([this] { pass_on(); });
}

ObservedOutput::~ObservedOutput() { finish(); }

void ObservedOutput::finish() {
  if (!thread_.joinable()) return;
  child_ended_ = true;
  thread_.join();
}

void ObservedOutput::pass_on() {
  pollfd readable{pipe_.read.number(), POLLIN, 0};
  while (true) {
    // Read first: what the child wrote before its end is in the pipe by then.
    const bool ended = child_ended_;
    const int ready = poll(&readable, 1, ended ? 0 : k_look_for_end_ms);
    if (ready > 0 && !pass_on_chunk()) return;
    if (ready <= 0 && ended) return;
  }
}

// A reader that went away is the child's to see, as without cb21: its next write fails.
bool ObservedOutput::pass_on_chunk() {
  std::array<char, k_chunk> buffer;
  const ssize_t count = read(pipe_.read.number(), buffer.data(), buffer.size());
  if (count < 0 && errno == EINTR) return true;
  if (count <= 0) return false;
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  observe_(bytes);
  if (write_whole(bytes)) return true;
  pipe_.read.reset();
  return false;
}

bool standard_error_is_plain() {
  struct stat status {};

  return fstat(STDERR_FILENO, &status) == 0 && isatty(STDERR_FILENO) == 0;
}

}  // namespace cb21
