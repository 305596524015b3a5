// SPDX-License-Identifier: Apache-2.0
// The least that looking at every source can cost: one thread walks the tree and opens, reads and closes each
// .rs file, hashing nothing. What cb21 costs is told as a ratio to this.
#pragma once

#include <cstdint>
#include <string>

namespace cb21::bench {

struct FloorResult {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

FloorResult run_floor(const std::string& root);

}  // namespace cb21::bench
