// SPDX-License-Identifier: Apache-2.0
#include "commands/verification.hpp"

#include "commands/expectations.hpp"
#include "commands/recompile.hpp"
#include "commands/shipped_binaries.hpp"
#include "commands/source_look.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_steps.hpp"
#include "inputs/host_target.hpp"
#include "inputs/mechanisms.hpp"
#include "proof/host_target.hpp"
#include "proof/image_loaded.hpp"
#include "proof/platform.hpp"
#include "proof/run.hpp"
#include "proof/same_image.hpp"
#include "proof/source_digest.hpp"
#include "proof/stub.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

// One image looked into: everything that a proof may ask for, and what has been found.
struct Inquiry {
  const Setup& setup;
  const Assessment& assessment;
  const BuildEvidence& evidence;
  std::string dockerfile_mechanism;
  Verification result;

  void add(Proof proof) { result.proofs.push_back(std::move(proof)); }

  void add(std::optional<Proof> proof) {
    if (proof) add(std::move(*proof));
  }
};

Proof inconclusive(std::string name, std::string detail) {
  return {.name = std::move(name), .result = ProofResult::inconclusive, .detail = std::move(detail)};
}

// The mechanism that the Dockerfile itself shows and that leaves a binary without its text.
std::string find_dockerfile_mechanism(const Setup& setup, const Assessment& assessment) {
  if (!assessment.context.dockerfile) return {};
  for (const DockerfileMechanism& found :
       find_mechanisms(*assessment.context.dockerfile, setup.request.target)) {
    if (found.name == "placeholder-main" || found.name == "unbuilt-bin" || found.name == "wrong-bin")
      return found.name;
  }
  return {};
}

void prove_run(Inquiry& inquiry, const std::string& image) {
  const Setup& setup = inquiry.setup;
  RunOutcome outcome =
      prove_by_running(setup.client, image, *setup.options.run_seconds, setup.state_directory);
  inquiry.add(std::move(outcome.proof));
  inquiry.result.shown = std::move(outcome.shown);
}

bool shows_the_binary(const Proof& proof) {
  return proof.result == ProofResult::pass && proof.name != "sources";
}

bool answered_by_same_image(Inquiry& inquiry, const std::string& id) {
  const Record* record = inquiry.assessment.record();
  if (record == nullptr || record->image_id.empty()) return false;
  const bool same_expectations = record->expectations == expectations_digest(inquiry.setup.options);
  inquiry.add(prove_same_image({.fresh = inquiry.assessment.decision.trust_cache(),
                                .image_id = id,
                                .verified_image_id = record->image_id,
                                .same_expectations = same_expectations}));
  return inquiry.result.proofs.back().result == ProofResult::pass;
}

void prove_compiled(Inquiry& inquiry, const std::vector<ExpectedBinary>& binaries) {
  const auto& dockerfile = inquiry.assessment.context.dockerfile;
  if (inquiry.evidence.log == nullptr || !dockerfile) return;
  CompileExpectation expected{.labels = compile_step_labels(*dockerfile, inquiry.setup.request.target),
                              .packages = {}};
  for (const ExpectedBinary& binary : binaries) {
    if (!binary.package.empty()) expected.packages.push_back(binary.package);
  }
  inquiry.add(judge_compiled(expected, *inquiry.evidence.log, inquiry.dockerfile_mechanism));
}

std::uint64_t verified_size(const Record* record, const std::string& path) {
  if (record == nullptr) return 0;
  const auto found = std::find_if(record->binaries.begin(),
                                  record->binaries.end(),
                                  [&](const VerifiedBinary& binary) { return binary.path == path; });
  return found == record->binaries.end() ? 0 : found->size;
}

void prove_no_stub(Inquiry& inquiry, const ShippedBinary& binary) {
  if (binary.expected.texts.empty()) return;
  const Artifact& artifact = *binary.artifact;
  inquiry.add(judge_stub({.path = artifact.path,
                          .texts_known = binary.expected.texts.size(),
                          .texts_found = binary.texts_found,
                          .size = artifact.size,
                          .verified_size = verified_size(inquiry.assessment.record(), artifact.path),
                          .rust = artifact.rust,
                          .packed = artifact.packed,
                          .dockerfile_mechanism = inquiry.dockerfile_mechanism}));
}

// What one binary shows besides its markers.
void prove_binary(Inquiry& inquiry, const ShippedBinary& binary, const std::string& architecture) {
  inquiry.add(judge_platform(*binary.artifact, architecture));
  prove_no_stub(inquiry, binary);
  const auto& digest = inquiry.evidence.changes.source_digest;
  if (digest) inquiry.add(judge_source_digest(binary.artifact->path, *digest, binary.embedded_digests));
}

void prove_binaries(Inquiry& inquiry, const ImageFacts& facts) {
  const Setup& setup = inquiry.setup;
  const auto expected = expected_binaries(
      setup.options, setup.request.target, inquiry.assessment.context, inquiry.assessment.snapshot, facts);
  if (expected.empty()) {
    inquiry.add(
        inconclusive("marker", "the image names no program; say which file to look at with --cb21-binary"));
    return;
  }
  const auto binaries = extract_binaries(setup, facts.id, expected);
  if (InterruptGuard::pending() != 0) return;
  for (Proof& proof : prove_markers(binaries, inquiry.dockerfile_mechanism)) inquiry.add(std::move(proof));
  for (const ShippedBinary& binary : binaries) {
    if (!binary.artifact) continue;
    inquiry.result.artifacts.push_back(*binary.artifact);
    prove_binary(inquiry, binary, facts.architecture);
  }
  prove_compiled(inquiry, expected);
}

void prove_own_binaries(Inquiry& inquiry) {
  for (const Artifact& artifact : inquiry.result.artifacts) {
    const auto host_path =
        find_host_artifact(inquiry.assessment.context,
                           inquiry.setup.request.target,
                           {artifact.path, artifact.size, artifact.mtime, artifact.digest});
    if (host_path) inquiry.add(judge_host_target(artifact.path, *host_path));
  }
}

void prove_sources(Inquiry& inquiry) {
  if (inquiry.setup.options.proof < ProofLevel::sources) return;
  SourceFindings found = look_at_sources(inquiry.setup, inquiry.assessment, inquiry.evidence.changes);
  for (Proof& proof : found.proofs) inquiry.add(std::move(proof));
  inquiry.result.unneeded = std::move(found.harmless);
}

// The dearest proof: not for what has failed already.
void prove_by_recompiling(Inquiry& inquiry, const ImageFacts& image) {
  if (inquiry.setup.options.proof != ProofLevel::recompiled) return;
  if (judge(inquiry.result.proofs, VerifyMode::automatic) == Verdict::blocked) return;
  inquiry.add(prove_recompiled(inquiry.setup, inquiry.assessment, inquiry.evidence.changes, image));
}

void prove_all(Inquiry& inquiry, const std::string& id) {
  const auto facts = inquiry.setup.client.inspect_image(id);
  if (!facts) {
    inquiry.add(inconclusive(
        "marker",
        "image-not-loaded: the built image " + escape(id) + " is not in the local store; add --load"));
    return;
  }
  prove_binaries(inquiry, *facts);
  prove_own_binaries(inquiry);
  if (InterruptGuard::pending() == 0) prove_sources(inquiry);
  if (InterruptGuard::pending() == 0) prove_by_recompiling(inquiry, *facts);
  if (inquiry.setup.options.run_seconds && InterruptGuard::pending() == 0) prove_run(inquiry, id);
}

// A tag that was asked for and names an image of this store names one that this build did not make: whoever
// runs it runs old code.
void prove_not_loaded(Inquiry& inquiry, const BuiltImage& image) {
  if (image.kept_by_builder) {
    for (const std::string& tag : inquiry.setup.request.tags) {
      const auto named = inquiry.setup.client.inspect_image(tag);
      if (named) return inquiry.add(judge_not_loaded(tag, named->id));
    }
  }
  inquiry.add(inconclusive("marker", image.why_none));
}

// Holds for an image that is known already, too.
void prove_inputs(Inquiry& inquiry) {
  for (Proof& proof : look_at_ignored_inputs(inquiry.setup, inquiry.assessment))
    inquiry.add(std::move(proof));
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::verified:
      return "verified";
    case Verdict::unverified:
      return "unverified";
    case Verdict::blocked:
      return "blocked";
    case Verdict::not_built:
      return "not-built";
  }
  return "";
}

Verdict judge(const std::vector<Proof>& proofs, VerifyMode mode) {
  const auto failed = [](const Proof& proof) { return proof.result == ProofResult::fail; };
  if (mode == VerifyMode::off) return Verdict::unverified;
  if (std::any_of(proofs.begin(), proofs.end(), failed)) return Verdict::blocked;
  const bool seen = std::any_of(proofs.begin(), proofs.end(), shows_the_binary);
  const bool whole = seen && std::none_of(proofs.begin(), proofs.end(), is_open_question);
  if (mode == VerifyMode::required) return whole ? Verdict::verified : Verdict::blocked;
  return seen ? Verdict::verified : Verdict::unverified;
}

Verification verify_image(const Setup& setup,
                          const Assessment& assessment,
                          const BuiltImage& image,
                          const BuildEvidence& evidence) {
  Inquiry inquiry{.setup = setup,
                  .assessment = assessment,
                  .evidence = evidence,
                  .dockerfile_mechanism = find_dockerfile_mechanism(setup, assessment),
                  .result = {}};
  if (setup.options.verify == VerifyMode::off) {
    inquiry.result.verdict = Verdict::unverified;
    return inquiry.result;
  }
  try {
    if (image.id.empty()) {
      prove_not_loaded(inquiry, image);
    } else if (!answered_by_same_image(inquiry, image.id)) {
      prove_all(inquiry, image.id);
    }
  } catch (const Error& error) {
    inquiry.add(inconclusive("marker", error.what()));
  }
  if (!image.id.empty()) prove_inputs(inquiry);
  inquiry.result.verdict = judge(inquiry.result.proofs, setup.options.verify);
  return inquiry.result;
}

}  // namespace cb21
