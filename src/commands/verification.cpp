// SPDX-License-Identifier: Apache-2.0
#include "commands/verification.hpp"

#include "commands/binary_look.hpp"
#include "commands/expectations.hpp"
#include "commands/recompile.hpp"
#include "commands/source_look.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_steps.hpp"
#include "proof/image_loaded.hpp"
#include "proof/run.hpp"
#include "proof/same_image.hpp"

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

void prove_run(Inquiry& inquiry, const std::string& image) {
  const Setup& setup = inquiry.setup;
  RunOutcome outcome =
      prove_by_running(setup.client, image, *setup.options.run_seconds, setup.state_directory);
  inquiry.add(std::move(outcome.proof));
  inquiry.result.shown = std::move(outcome.shown);
}

// Not what was compiled, nor which container uses it.
bool shows_the_binary(const Proof& proof) {
  return proof.result == ProofResult::pass && proof.name != "sources" && proof.name != "running";
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

void prove_compiled(Inquiry& inquiry, std::vector<std::string> packages) {
  const auto& dockerfile = inquiry.assessment.context.dockerfile;
  if (inquiry.evidence.log == nullptr || !dockerfile) return;
  CompileSteps steps = compile_steps(*dockerfile, inquiry.setup.request.target);
  std::erase_if(packages, [&](const std::string& package) { return !steps.compiles(package); });
  const CompileExpectation expected{.labels = std::move(steps.labels),
                                    .packages = std::move(packages),
                                    .others_may_compile = steps.others_may_compile,
                                    .target_mount = inquiry.assessment.target_mounts.any};
  inquiry.add(judge_compiled(expected, *inquiry.evidence.log, inquiry.dockerfile_mechanism));
}

void prove_binaries(Inquiry& inquiry, const ImageFacts& facts) {
  BinaryFindings found = look_at_binaries({.setup = inquiry.setup,
                                           .assessment = inquiry.assessment,
                                           .dockerfile_mechanism = inquiry.dockerfile_mechanism,
                                           .source_digest = inquiry.evidence.changes.source_digest,
                                           .also = {}},
                                          facts);
  for (Proof& proof : found.proofs) inquiry.add(std::move(proof));
  inquiry.result.artifacts = std::move(found.artifacts);
  if (found.any_expected && InterruptGuard::pending() == 0)
    prove_compiled(inquiry, std::move(found.packages));
}

void prove_sources(Inquiry& inquiry) {
  if (inquiry.setup.options.proof < ProofLevel::sources) return;
  SourceFindings found = look_at_sources(inquiry.setup, inquiry.assessment, inquiry.evidence.changes);
  for (Proof& proof : found.proofs) inquiry.add(std::move(proof));
  inquiry.result.unneeded = std::move(found.harmless);
}

// Also unasked, where the Dockerfile compiles a placeholder that may have stayed, and nothing else shows the
// binary: on a terminal, or under -q, not even what cargo said.
bool wants_recompile(const Inquiry& inquiry) {
  if (inquiry.setup.options.proof == ProofLevel::recompiled) return true;
  const auto& proofs = inquiry.result.proofs;
  return inquiry.dockerfile_mechanism == "placeholder-main" &&
         inquiry.assessment.builder.kind == BuilderFacts::Kind::buildkit &&
         std::none_of(proofs.begin(), proofs.end(), shows_the_binary);
}

// The dearest proof: not for what has failed already.
void prove_by_recompiling(Inquiry& inquiry, const ImageFacts& image) {
  if (!wants_recompile(inquiry)) return;
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
                  .dockerfile_mechanism = find_dockerfile_mechanism(assessment),
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
