// SPDX-License-Identifier: Apache-2.0
// A program in the compiler's place that may answer from a cache of its own: RUSTC, RUSTC_WRAPPER and
// RUSTC_WORKSPACE_WRAPPER, as ENV, ARG or before a command. cargo believes it, so that a kept cache of layers
// or mounts shows nothing of what it did. sccache is trusted, for it keys by what the compiler reads.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>
#include <string_view>

namespace cb21 {

// The setting as the Dockerfile's stages for `target` write it, "RUSTC_WRAPPER=/usr/local/bin/cache"; empty
// where there is none but sccache.
std::string compiler_wrapper(const Dockerfile& dockerfile, std::string_view target);

}  // namespace cb21
