// SPDX-License-Identifier: Apache-2.0
#include "commands/console.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_green = "\033[32m";
constexpr std::string_view k_yellow = "\033[33m";
constexpr std::string_view k_red = "\033[31m";
constexpr std::string_view k_plain = "\033[0m";

bool standard_error_is_terminal() { return isatty(STDERR_FILENO) == 1; }

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return standard_error_is_terminal() && (no_colour == nullptr || *no_colour == '\0');
}

// One write, so that lines of runs side by side do not mix.
void write_line(std::string_view sentence, std::string_view colour) {
  const std::string line = colour.empty() ? fmt::format("cb21: {}\n", sentence)
                                          : fmt::format("{}cb21: {}{}\n", colour, sentence, k_plain);
  static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
}

}  // namespace

Console::Console(bool quiet) : quiet_(quiet), colour_(wants_colour()) {}

void Console::say(std::string_view sentence) const {
  if (!quiet_) write_line(sentence, "");
}

void Console::good(std::string_view sentence) const {
  if (!quiet_) write_line(sentence, colour_ ? k_green : "");
}

void Console::warn(std::string_view sentence) const { write_line(sentence, colour_ ? k_yellow : ""); }

void Console::fail(std::string_view sentence) const { write_line(sentence, colour_ ? k_red : ""); }

// The thread takes no signals: those that the main thread holds (a child's end) would be lost on it.
Progress::Progress(std::string what) : what_(std::move(what)) {
  if (!standard_error_is_terminal()) return;
  sigset_t all;
  sigset_t former;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &former);
  thread_ = std::thread([this] { show(); });
  pthread_sigmask(SIG_SETMASK, &former, nullptr);
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  ended_changed_.notify_one();
  thread_.join();
}

void Progress::show() {
  std::unique_lock lock(mutex_);
  if (ended_changed_.wait_for(lock, std::chrono::seconds(1), [this] { return ended_; })) return;
  fmt::print(stderr, "cb21: {} ...", what_);
  ended_changed_.wait(lock, [this] { return ended_; });
  fmt::print(stderr, "\r\033[K");
}

}  // namespace cb21
