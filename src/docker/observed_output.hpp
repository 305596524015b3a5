// SPDX-License-Identifier: Apache-2.0
// A child's standard error passed on byte for byte while cb21 reads along: only where it is no terminal, for
// on a terminal docker draws its display itself.
#pragma once

#include "docker/pipe.hpp"

#include <atomic>
#include <functional>
#include <string_view>
#include <thread>

namespace cb21 {

class ObservedOutput {
 public:
  // Passes on to descriptor 2. `observe` is called from another thread, until this object is finished. Throws
  // Error where no pipe can be made.
  explicit ObservedOutput(std::function<void(std::string_view)> observe);
  ~ObservedOutput();
  ObservedOutput(const ObservedOutput&) = delete;
  ObservedOutput& operator=(const ObservedOutput&) = delete;

  // What the child gets as its standard error.
  int write_end() const { return pipe_.write.number(); }

  // After the child's end: passes on what is in the pipe and ends the thread. What a grandchild may still
  // write is not waited for.
  void finish();

 private:
  void pass_on();
  bool pass_on_chunk();

  std::function<void(std::string_view)> observe_;
  Pipe pipe_;
  std::atomic<bool> child_ended_ = false;
  std::thread thread_;
};

// Whether standard error is something else than a terminal, so that docker prints plain lines to it.
bool standard_error_is_plain();

}  // namespace cb21
