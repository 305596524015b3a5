// SPDX-License-Identifier: Apache-2.0
// Interrupts held back while something begun has to be cleaned up.
#pragma once

namespace cb21 {

// While one exists SIGINT, SIGTERM, SIGHUP and SIGQUIT only set a flag, so that what was begun is cleaned up.
// Those ignored already stay ignored. Guards nest; the end of the outermost gives the first such signal its
// former effect, which ends the process unless a handler was there before.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  // The signal that arrived, or 0.
  static int pending();
};

}  // namespace cb21
