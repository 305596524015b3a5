// SPDX-License-Identifier: Apache-2.0
// What the binaries of one image show: of the image of a build that just ended, and of any that is verified.
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "docker/client.hpp"
#include "proof/marker.hpp"
#include "proof/proof.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct BinaryQuestion {
  const Setup& setup;
  const Assessment& assessment;              // an empty one where no project is known
  std::string dockerfile_mechanism;          // find_dockerfile_mechanism()
  std::optional<std::string> source_digest;  // that the binaries must carry; judge_source_digest()
  std::vector<std::string> also;  // further files of the image to look at, of which nothing is expected
};

struct BinaryFindings {
  std::vector<Proof> proofs;        // marker, platform, source-digest
  std::vector<Artifact> artifacts;  // no path twice; those of `also` last
};

// Stops early when an interrupt is pending. Throws Error where docker fails half-way.
BinaryFindings look_at_binaries(const BinaryQuestion& question, const ImageFacts& image);

// The mechanism that the Dockerfile itself shows and that leaves a binary without its text; empty for none.
std::string find_dockerfile_mechanism(const Assessment& assessment);

// Of the binary at that path in the image that was verified last; 0 where it is not known, or `record` is
// null.
std::uint64_t verified_size(const Record* record, const std::string& path);

}  // namespace cb21
