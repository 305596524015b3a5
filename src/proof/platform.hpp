// SPDX-License-Identifier: Apache-2.0
// The machine that a binary is for against the one that its image is for: a stage that compiles on
// $BUILDPLATFORM without a --target puts one architecture's bytes into every platform's image.
#pragma once

#include "proof/marker.hpp"
#include "proof/proof.hpp"

#include <optional>
#include <string>

namespace cb21 {

// A failure, or nothing: for a file that is no ELF program, an architecture that is not known here, and one
// that runs the other's programs (386 on amd64, arm on arm64). `architecture` is Go's name for it, as the
// image's configuration has it.
std::optional<Proof> judge_platform(const Artifact& artifact, const std::string& architecture);

}  // namespace cb21
