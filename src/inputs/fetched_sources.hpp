// SPDX-License-Identifier: Apache-2.0
// Sources that a RUN step brings from elsewhere: docker keys the step by its words, so what it fetched once
// is what every later build compiles, and no hash of the context can tell.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct FetchedSources {
  std::size_t line = 0;
  std::string command;  // "git clone", "curl"
};

// The first such step of the stages that the compile stage of `target` is made of: a checkout (git, hg, svn),
// or a curl or wget that writes a file which cargo reads. A download of tools or archives is none.
std::optional<FetchedSources> find_fetched_sources(const Dockerfile& dockerfile, std::string_view target);

}  // namespace cb21
