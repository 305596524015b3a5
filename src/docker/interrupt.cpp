// SPDX-License-Identifier: Apache-2.0
#include "docker/interrupt.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>

namespace cb21 {
namespace {

constexpr std::array<int, 4> k_signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

std::atomic<int> first_signal{0};
static_assert(std::atomic<int>::is_always_lock_free);

int depth = 0;
std::array<struct sigaction, k_signals.size()> former{};

extern "C" void note_signal(int number) {
  int none = 0;
  first_signal.compare_exchange_strong(none, number);
}

void hold_back(std::size_t index) {
  struct sigaction action {};

  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(k_signals[index], nullptr, &former[index]);
  if (former[index].sa_handler != SIG_IGN) sigaction(k_signals[index], &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  if (depth++ > 0) return;
  for (std::size_t i = 0; i < k_signals.size(); ++i) hold_back(i);
}

InterruptGuard::~InterruptGuard() {
  if (--depth > 0) return;
  for (std::size_t i = 0; i < k_signals.size(); ++i) sigaction(k_signals[i], &former[i], nullptr);
  const int number = first_signal.exchange(0);
  if (number != 0) static_cast<void>(raise(number));
}

int InterruptGuard::pending() { return first_signal.load(); }

}  // namespace cb21
