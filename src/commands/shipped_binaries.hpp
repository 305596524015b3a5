// SPDX-License-Identifier: Apache-2.0
// The binaries of a built image, each looked at once, and what its markers say.
#pragma once

#include "commands/setup.hpp"
#include "proof/marker.hpp"
#include "proof/proof.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct ShippedBinary {
  ExpectedBinary expected;
  std::optional<Artifact> artifact;
  std::string missing;                        // what was found instead of a file
  std::size_t texts_found = 0;                // of those that its own crate prints
  std::vector<std::string> embedded_digests;  // "cb21-sources-..."
};

// Stops early when an interrupt is pending. Throws Error where docker fails half-way.
std::vector<ShippedBinary> extract_binaries(const Setup& setup,
                                            const std::string& image,
                                            const std::vector<ExpectedBinary>& expected);

// One proof a binary that has something to show. Several binaries may share out the configured markers: one
// that any of them holds is found. `dockerfile_mechanism` is the one that the Dockerfile itself shows.
std::vector<Proof> prove_markers(std::vector<ShippedBinary> binaries,
                                 const std::string& dockerfile_mechanism);

}  // namespace cb21
