// SPDX-License-Identifier: Apache-2.0
// An open file descriptor, closed with its owner.
#pragma once

#include <unistd.h>

#include <utility>

namespace cb21 {

class Descriptor {
 public:
  Descriptor() = default;

  // Takes what open() returned; negative owns nothing.
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

  explicit operator bool() const { return number_ >= 0; }

  int number() const { return number_; }

  void reset() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

}  // namespace cb21
