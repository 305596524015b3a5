// SPDX-License-Identifier: Apache-2.0
// Rust sources that come out of an image which this build does not make: docker takes the local copy of it
// for as long as nobody says --pull (mechanism stale-base).
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct ForeignSources {
  std::string image;       // as the Dockerfile names it
  std::string dependency;  // the directory of the package, absolute in the compile stage
  std::size_t line = 0;    // of the COPY; that of FROM where the base image itself has it
};

// The first path dependency of `manifests` (texts of Cargo.toml) that is absolute and that a COPY --from
// brings to the compile stage of `target` out of an image without a digest, be it through a stage that runs
// nothing. Where no COPY brings it, the base image has it. A relative one lies in the context.
std::optional<ForeignSources> find_foreign_sources(const Dockerfile& dockerfile,
                                                   std::string_view target,
                                                   const std::vector<std::string>& manifests);

}  // namespace cb21
