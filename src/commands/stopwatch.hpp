// SPDX-License-Identifier: Apache-2.0
// Milliseconds since it was made, for the report.
#pragma once

#include <chrono>
#include <cstdint>

namespace cb21 {

class Stopwatch {
 public:
  std::int64_t milliseconds() const {
    const auto passed = std::chrono::steady_clock::now() - start_;
    return std::chrono::duration_cast<std::chrono::milliseconds>(passed).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace cb21
