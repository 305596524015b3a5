// SPDX-License-Identifier: Apache-2.0
#include "proof/known_image.hpp"

#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cb21 {
namespace {

// How the image lacks the binary; empty where it has it.
std::string difference(const KnownBinary& binary, const std::vector<Artifact>& artifacts) {
  const auto found = std::find_if(artifacts.begin(), artifacts.end(), [&](const Artifact& artifact) {
    return artifact.path == binary.path;
  });
  if (found == artifacts.end()) return escape(binary.path) + " is not in the image";
  if (found->size != binary.size) {
    return fmt::format(
        "{} has {} bytes where {} were verified", escape(binary.path), found->size, binary.size);
  }
  if (found->digest != binary.content || (binary.sha256 && found->sha256 != *binary.sha256)) {
    return fmt::format("{} has other bytes than were verified", escape(binary.path));
  }
  return {};
}

std::string first_difference(const KnownImage& known, const std::vector<Artifact>& artifacts) {
  if (known.binaries.empty()) return "it lists no binary to compare";
  for (const KnownBinary& binary : known.binaries) {
    if (std::string found = difference(binary, artifacts); !found.empty()) return found;
  }
  return {};
}

// By what all of them are known to be equal.
std::string_view means_of(const KnownImage& known) {
  const bool all =
      std::ranges::all_of(known.binaries, [](const auto& binary) { return binary.sha256.has_value(); });
  return all ? "by SHA-256" : "in size and XXH3";
}

}  // namespace

Proof judge_known_image(const KnownImage& known,
                        const std::string& image_id,
                        const std::vector<Artifact>& artifacts) {
  Proof proof{.name = known.proof, .result = ProofResult::pass, .detail = ""};
  if (!image_id.empty() && image_id == known.image_id) {
    proof.detail = "the image is the very one of " + known.source;
    return proof;
  }
  const std::string other = first_difference(known, artifacts);
  if (other.empty()) {
    proof.detail = fmt::format("the image has another id than that of {}, but {} {}",
                               known.source,
                               known.binaries.size() == 1
                                   ? "its binary " + escape(known.binaries.front().path) + " is equal"
                                   : fmt::format("all {} binaries are equal", known.binaries.size()),
                               means_of(known));
    return proof;
  }
  proof.result = ProofResult::fail;
  proof.detail = "the image is not that of " + known.source + ": " + other;
  proof.mechanism = "deploy-path";
  proof.cure = cure_of(proof.mechanism);
  return proof;
}

}  // namespace cb21
