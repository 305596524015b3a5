// SPDX-License-Identifier: Apache-2.0
// Owns one file descriptor. All are close-on-exec and above 2: dup2 of a descriptor onto itself would leave
// it close-on-exec, and 0, 1 and 2 are free to be given out when the caller closed them.
#pragma once

#include <unistd.h>

#include <utility>

namespace cb21 {

class Descriptor {
 public:
  Descriptor() = default;

  explicit Descriptor(int number) : number_(number) {}

  ~Descriptor() { reset(); }

  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return number_; }

  bool is_open() const { return number_ >= 0; }

  void reset() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

// Moves it out of 0, 1 and 2. Throws Error.
Descriptor above_stdio(Descriptor descriptor);

struct Pipe {
  Descriptor read;
  Descriptor write;
};

// Throws Error.
Pipe make_pipe();

}  // namespace cb21
