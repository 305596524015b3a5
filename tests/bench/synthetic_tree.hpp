// SPDX-License-Identifier: Apache-2.0
// A seeded monorepo to measure with: nested crates, file sizes log-normal (median 4 KB, mean 8 KB), and
// ignored target, .git and node_modules directories.
#pragma once

#include <cstddef>
#include <string>

namespace cb21::bench {

// The tree with `files` sources, made on first use and kept for later runs: in $CB21_BENCH_DIR, else in the
// temporary directory. Returns its path.
std::string synthetic_tree(std::size_t files);

}  // namespace cb21::bench
