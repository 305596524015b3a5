// SPDX-License-Identifier: Apache-2.0
// A target directory of the host that docker is sent and that a COPY puts where cargo compiles in the image.
#pragma once

#include "check/checked_project.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {

struct SentTarget {
  std::string context_path;  // "target", "service/target"
  std::string stage_path;    // absolute
  std::size_t line = 0;      // of the COPY
  bool exists = false;       // on the host, now
};

// By what the ignore rules and the Dockerfile say, whether or not it exists. Not one that a cache mount
// hides, that a RUN may have removed, or that cargo does not use (CARGO_TARGET_DIR, --target-dir). Nothing
// where it cannot be known what the compiler gets.
std::vector<SentTarget> find_sent_targets(const CheckedProject& project);

}  // namespace cb21
