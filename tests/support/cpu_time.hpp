// SPDX-License-Identifier: Apache-2.0
// What work costs, in the process's own time: how busy the machine is does not count.
#pragma once

#include <ctime>

namespace cb21::test {

// Seconds of CPU.
template <typename Work>
double cpu_seconds(const Work& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace cb21::test
