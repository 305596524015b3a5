// SPDX-License-Identifier: Apache-2.0
// Sources that a RUN step brings from elsewhere: docker keys the step by its words, so what it fetched once
// is what every later build compiles, and no hash of the context can tell.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct FetchedSources {
  std::size_t line = 0;
  std::string command;  // "git clone", "curl"
  std::string address;  // what it is fetched from; empty where the command does not say
  // Which version it is shows in the RUN's words, so another version is another step to docker: a commit, a
  // release's number, a checksum, or a variable.
  bool pinned = false;
  // Pinned to what does not move: a commit, a full release number (1.2.3), a checksum. A variable counts by
  // its value in the Dockerfile.
  bool settled = false;
};

// Each such step of the stages that the binaries of `target` come from, the first of each RUN: of the compile
// stages, of what they are made of, and of the stages whose files they take, but for programs (/usr/bin and
// the like). Where none compiles, each `cargo install --git` of the target's own.
std::vector<FetchedSources> all_fetched_sources(const Dockerfile& dockerfile, std::string_view target);

// The first such step: a checkout (git, hg, svn), or a curl or wget that writes a file which cargo reads. A
// download of tools or archives is none.
std::optional<FetchedSources> find_fetched_sources(const Dockerfile& dockerfile, std::string_view target);

}  // namespace cb21
