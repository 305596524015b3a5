// SPDX-License-Identifier: Apache-2.0
// Before which RUN instructions of a stage the sources have to be touched for cargo to compile them.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {

struct TouchPoint {
  std::size_t line = 0;             // of the RUN
  std::vector<std::string> places;  // absolute files and directories that COPY and ADD have filled until then
};

struct TouchPoints {
  std::string obstacle;  // why touching cannot help, a sentence's end
  std::vector<TouchPoint> points;
};

// Of the stage and those it is made of, only in the stage itself: before each cargo build that follows a COPY
// or ADD of sources (not the dependencies' build before it); where no RUN names cargo, before each RUN.
TouchPoints find_touch_points(const Dockerfile& dockerfile, std::size_t stage);

}  // namespace cb21
