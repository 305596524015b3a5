// SPDX-License-Identifier: Apache-2.0
#include "commands/binary_look.hpp"

#include "commands/expectations.hpp"
#include "commands/shipped_binaries.hpp"
#include "proof/platform.hpp"
#include "proof/source_digest.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace cb21 {
namespace {

std::vector<ExpectedBinary> with_others(std::vector<ExpectedBinary> expected,
                                        const std::vector<std::string>& also) {
  for (const std::string& path : also) {
    const bool known = std::any_of(
        expected.begin(), expected.end(), [&](const ExpectedBinary& binary) { return binary.path == path; });
    if (!known) expected.push_back({.path = path, .name = ""});
  }
  return expected;
}

class BinaryLook {
 public:
  BinaryLook(const BinaryQuestion& question, const ImageFacts& image) : question_(question), image_(image) {}

  BinaryFindings look() {
    const Setup& setup = question_.setup;
    const Assessment& assessment = question_.assessment;
    const auto expected = expected_binaries(
        setup.options, setup.request.target, assessment.context, assessment.snapshot, image_);
    if (expected.empty()) {
      add({.name = "marker",
           .result = ProofResult::inconclusive,
           .detail = "the image names no program; say which file to look at with --cb21-binary"});
    }
    look_into(expected);
    return std::move(findings_);
  }

 private:
  void add(Proof proof) { findings_.proofs.push_back(std::move(proof)); }

  void add(std::optional<Proof> proof) {
    if (proof) add(std::move(*proof));
  }

  void look_into(const std::vector<ExpectedBinary>& expected) {
    const std::vector<ExpectedBinary> wanted = with_others(expected, question_.also);
    if (wanted.empty()) return;
    auto binaries = extract_binaries(question_.setup, image_.id, wanted);
    if (InterruptGuard::pending() != 0) return;
    const auto others = binaries.begin() + static_cast<std::ptrdiff_t>(expected.size());
    const std::vector<ShippedBinary> looked_at_besides(others, binaries.end());
    binaries.erase(others, binaries.end());
    for (Proof& proof : prove_markers(binaries, question_.dockerfile_mechanism)) add(std::move(proof));
    for (const ShippedBinary& binary : binaries) {
      if (!keep_artifact(binary)) continue;
      prove_binary(binary);
    }
    for (const ShippedBinary& binary : looked_at_besides) keep_artifact(binary);
  }

  // False where there is none.
  bool keep_artifact(const ShippedBinary& binary) {
    if (!binary.artifact) return false;
    auto& artifacts = findings_.artifacts;
    const bool known = std::any_of(artifacts.begin(), artifacts.end(), [&](const Artifact& artifact) {
      return artifact.path == binary.artifact->path;
    });
    if (!known) artifacts.push_back(*binary.artifact);
    return true;
  }

  // What one binary shows besides its markers.
  void prove_binary(const ShippedBinary& binary) {
    add(judge_platform(*binary.artifact, image_.architecture));
    const auto& digest = question_.source_digest;
    if (digest) add(judge_source_digest(binary.artifact->path, *digest, binary.embedded_digests));
  }

  const BinaryQuestion& question_;
  const ImageFacts& image_;
  BinaryFindings findings_;
};

}  // namespace

BinaryFindings look_at_binaries(const BinaryQuestion& question, const ImageFacts& image) {
  return BinaryLook(question, image).look();
}

std::uint64_t verified_size(const Record* record, const std::string& path) {
  if (record == nullptr) return 0;
  const auto found = std::find_if(record->binaries.begin(),
                                  record->binaries.end(),
                                  [&](const VerifiedBinary& binary) { return binary.path == path; });
  return found == record->binaries.end() ? 0 : found->size;
}

std::string find_dockerfile_mechanism(const Assessment& assessment) {
  for (const DockerfileMechanism& found : assessment.mechanisms) {
    if (found.name == "placeholder-main" || found.name == "unbuilt-bin" || found.name == "wrong-bin")
      return found.name;
  }
  return {};
}

}  // namespace cb21
