// SPDX-License-Identifier: Apache-2.0
#include "commands/verification.hpp"

#include "commands/expectations.hpp"
#include "commands/shipped_binaries.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_steps.hpp"
#include "inputs/mechanisms.hpp"
#include "proof/run.hpp"
#include "proof/same_image.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

Proof inconclusive(std::string name, std::string detail) {
  return {.name = std::move(name), .result = ProofResult::inconclusive, .detail = std::move(detail)};
}

// The mechanism that the Dockerfile itself shows and that leaves a binary without its text.
std::string dockerfile_mechanism(const Setup& setup, const Assessment& assessment) {
  if (!assessment.context.dockerfile) return {};
  for (const DockerfileMechanism& found :
       find_mechanisms(*assessment.context.dockerfile, setup.request.target)) {
    if (found.name == "placeholder-main" || found.name == "unbuilt-bin" || found.name == "wrong-bin")
      return found.name;
  }
  return {};
}

void prove_run(const Setup& setup, const std::string& image, Verification& result) {
  RunOutcome outcome =
      prove_by_running(setup.client, image, *setup.options.run_seconds, setup.state_directory);
  result.proofs.push_back(std::move(outcome.proof));
  result.shown = std::move(outcome.shown);
}

bool shows_the_binary(const Proof& proof) {
  return proof.result == ProofResult::pass && proof.name != "sources";
}

bool answered_by_same_image(const Setup& setup,
                            const Assessment& assessment,
                            const std::string& id,
                            Verification& result) {
  const Record* record = assessment.record();
  if (record == nullptr || record->image_id.empty()) return false;
  result.proofs.push_back(
      prove_same_image({.fresh = assessment.decision.trust_cache(),
                        .image_id = id,
                        .verified_image_id = record->image_id,
                        .same_expectations = record->expectations == expectations_digest(setup.options)}));
  return result.proofs.back().result == ProofResult::pass;
}

void prove_compiled(const Setup& setup,
                    const Assessment& assessment,
                    const std::vector<ExpectedBinary>& binaries,
                    const CompileLog& log,
                    Verification& result) {
  if (!assessment.context.dockerfile) return;
  CompileExpectation expected{
      .labels = compile_step_labels(*assessment.context.dockerfile, setup.request.target), .packages = {}};
  for (const ExpectedBinary& binary : binaries) {
    if (!binary.package.empty()) expected.packages.push_back(binary.package);
  }
  auto proof = judge_compiled(expected, log, dockerfile_mechanism(setup, assessment));
  if (proof) result.proofs.push_back(std::move(*proof));
}

void prove_binaries(const Setup& setup,
                    const Assessment& assessment,
                    const ImageFacts& facts,
                    const BuildEvidence& evidence,
                    Verification& result) {
  const auto expected =
      expected_binaries(setup.options, setup.request.target, assessment.context, assessment.snapshot, facts);
  if (expected.empty()) {
    result.proofs.push_back(
        inconclusive("marker", "the image names no program; say which file to look at with --cb21-binary"));
    return;
  }
  const auto binaries = extract_binaries(setup, facts.id, expected);
  if (InterruptGuard::pending() != 0) return;
  for (const ShippedBinary& binary : binaries) {
    if (binary.artifact) result.artifacts.push_back(*binary.artifact);
  }
  for (Proof& proof : prove_markers(binaries, dockerfile_mechanism(setup, assessment))) {
    result.proofs.push_back(std::move(proof));
  }
  if (evidence.log != nullptr) prove_compiled(setup, assessment, expected, *evidence.log, result);
}

void prove_all(const Setup& setup,
               const Assessment& assessment,
               const std::string& id,
               const BuildEvidence& evidence,
               Verification& result) {
  const auto facts = setup.client.inspect_image(id);
  if (!facts) {
    result.proofs.push_back(
        inconclusive("marker", "the built image " + escape(id) + " is not in the local store; add --load"));
    return;
  }
  prove_binaries(setup, assessment, *facts, evidence, result);
  if (setup.options.run_seconds && InterruptGuard::pending() == 0) prove_run(setup, id, result);
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
  Verification result;
  if (setup.options.verify == VerifyMode::off) {
    result.verdict = Verdict::unverified;
    return result;
  }
  if (image.id.empty()) {
    result.proofs.push_back(inconclusive("marker", image.why_none));
  } else if (!answered_by_same_image(setup, assessment, image.id, result)) {
    try {
      prove_all(setup, assessment, image.id, evidence, result);
    } catch (const Error& error) {
      result.proofs.push_back(inconclusive("marker", error.what()));
    }
  }
  result.verdict = judge(result.proofs, setup.options.verify);
  return result;
}

}  // namespace cb21
