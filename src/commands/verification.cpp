// SPDX-License-Identifier: Apache-2.0
#include "commands/verification.hpp"

#include "commands/binary_look.hpp"
#include "commands/expectations.hpp"
#include "commands/recompile.hpp"
#include "commands/source_look.hpp"
#include "error.hpp"
#include "escape.hpp"
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
  Verification result;

  void add(Proof proof) { result.proofs.push_back(std::move(proof)); }

  const Chain* chain() const { return result.custody ? &result.custody->chain : nullptr; }
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

// Not that a container uses the image.
bool shows_the_binary(const Proof& proof) {
  return proof.result == ProofResult::pass && proof.name != "running";
}

bool is_same_image(const Proof& proof) {
  return proof.name == "same-image" && proof.result == ProofResult::pass;
}

// The image that was verified for these very sources: by id for the last verified build, by what it held for
// an earlier one. What was compiled in a cache mount may be made of anything that is sent, so there only
// equal manifests count.
struct VerifiedImage {
  std::string id;
  std::string content;
};

std::optional<VerifiedImage> verified_image(const Assessment& assessment) {
  const Record* record = assessment.last_record();
  if (record == nullptr || record->image_id.empty()) return std::nullopt;
  const VerifiedImage last{record->image_id, record->image_content};
  const auto& states = record->states;
  const auto same = std::ranges::find(states, assessment.decision.manifest, &VerifiedState::manifest);
  if (same == states.begin()) return last;
  if (same != states.end()) return VerifiedImage{"", same->image_content};
  return record->units.empty() ? std::optional(last) : std::nullopt;
}

// An id settles it where it is the same. On the containerd image store it is that of an index, which
// provenance changes at each build: then what the image holds settles it.
bool holds_the_same(Inquiry& inquiry, const VerifiedImage& verified, const std::string& id) {
  if (verified.id == id) return true;
  if (verified.content.empty()) return false;
  const auto facts = inquiry.setup.client.inspect_image(id);
  if (facts) inquiry.result.image_content = facts->content;
  return inquiry.result.image_content == verified.content;
}

bool answered_by_same_image(Inquiry& inquiry, const std::string& id) {
  const auto verified = verified_image(inquiry.assessment);
  if (!verified) return false;
  const bool fresh = inquiry.assessment.decision.trust_cache();
  const Record& record = *inquiry.assessment.last_record();
  inquiry.add(prove_same_image(
      {.fresh = fresh,
       .image_id = id,
       .verified_image_id = fresh && holds_the_same(inquiry, *verified, id) ? id : verified->id,
       .same_expectations = record.expectations == expectations_digest(inquiry.setup.options)}));
  return is_same_image(inquiry.result.proofs.back());
}

void prove_binaries(Inquiry& inquiry, const ImageFacts& facts) {
  BinaryFindings found =
      look_at_binaries({.setup = inquiry.setup,
                        .assessment = inquiry.assessment,
                        .dockerfile_mechanism = find_dockerfile_mechanism(inquiry.assessment),
                        .source_digest = inquiry.evidence.changes.source_digest,
                        .also = {}},
                       facts);
  for (Proof& proof : found.proofs) inquiry.add(std::move(proof));
  inquiry.result.artifacts = std::move(found.artifacts);
}

void prove_custody(Inquiry& inquiry, const ImageFacts& facts) {
  if (inquiry.setup.options.proof < ProofLevel::chain) return;
  inquiry.result.custody = look_at_custody({.setup = inquiry.setup,
                                            .assessment = inquiry.assessment,
                                            .changes = inquiry.evidence.changes,
                                            .build_began_ns = inquiry.evidence.began_ns,
                                            .cache_kept = inquiry.evidence.cache_kept,
                                            .running = inquiry.evidence.running},
                                           facts);
}

// A text that cb21 derived from main() and that is not in a binary whose whole chain is shown: the compiler
// has left it out.
void excuse_derived_markers(Inquiry& inquiry) {
  const Chain* chain = inquiry.chain();
  if (chain == nullptr || !chain->whole() || !inquiry.setup.options.markers.empty()) return;
  std::erase_if(inquiry.result.proofs, [](const Proof& proof) {
    return proof.name == "marker" && proof.result != ProofResult::pass;
  });
}

// Only that nobody can tell whether a unit was compiled from what is there now is left open.
bool only_compiling_is_open(const Chain& chain) {
  return std::ranges::all_of(chain.links, [](const LinkResult& link) {
    const bool open = link.link == Link::compiled && link.result == ProofResult::inconclusive;
    return open || link.result == ProofResult::pass;
  });
}

bool wants_recompile(const Inquiry& inquiry) {
  if (inquiry.setup.options.proof == ProofLevel::recompiled) return true;
  return inquiry.chain() != nullptr && only_compiling_is_open(*inquiry.chain()) && !inquiry.chain()->whole();
}

// Bytes that the very sources of link a compile to are compiled from them, whoever did it.
void close_compiled_link(CustodyFindings& custody, const Proof& recompiled) {
  if (recompiled.result != ProofResult::pass || !only_compiling_is_open(custody.chain)) return;
  LinkResult& link = custody.chain.links.at(static_cast<std::size_t>(Link::compiled));
  link.result = ProofResult::pass;
  link.detail = recompiled.detail;
}

// The dearest proof: not for what has failed already.
void prove_by_recompiling(Inquiry& inquiry, const ImageFacts& image) {
  if (!wants_recompile(inquiry)) return;
  if (judge_build(inquiry.result.proofs, inquiry.chain(), VerifyMode::automatic) == Verdict::blocked) return;
  Proof recompiled = prove_recompiled(inquiry.setup, inquiry.assessment, inquiry.evidence.changes, image);
  if (inquiry.result.custody) close_compiled_link(*inquiry.result.custody, recompiled);
  inquiry.add(std::move(recompiled));
}

void prove_all(Inquiry& inquiry, const std::string& id) {
  const auto facts = inquiry.setup.client.inspect_image(id);
  if (!facts) {
    inquiry.add(inconclusive(
        "marker",
        "image-not-loaded: the built image " + escape(id) + " is not in the local store; add --load"));
    return;
  }
  inquiry.result.image_content = facts->content;
  prove_binaries(inquiry, *facts);
  if (InterruptGuard::pending() == 0) prove_custody(inquiry, *facts);
  if (InterruptGuard::pending() == 0) prove_by_recompiling(inquiry, *facts);
  excuse_derived_markers(inquiry);
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

Verdict judge_build(const std::vector<Proof>& proofs, const Chain* chain, VerifyMode mode) {
  const auto failed = [](const Proof& proof) { return proof.result == ProofResult::fail; };
  if (mode == VerifyMode::off) return Verdict::unverified;
  if (std::ranges::any_of(proofs, failed) || (chain != nullptr && chain->refuted())) return Verdict::blocked;
  if (chain != nullptr && chain->no_rust) return Verdict::unverified;
  const bool whole = chain != nullptr && chain->whole();
  const bool shown = whole || std::ranges::any_of(proofs, is_same_image);
  if (mode == VerifyMode::required)
    return shown && std::ranges::none_of(proofs, is_open_question) ? Verdict::verified : Verdict::blocked;
  return shown ? Verdict::verified : Verdict::unverified;
}

Verification verify_image(const Setup& setup,
                          const Assessment& assessment,
                          const BuiltImage& image,
                          const BuildEvidence& evidence) {
  Inquiry inquiry{.setup = setup, .assessment = assessment, .evidence = evidence, .result = {}};
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
  inquiry.result.verdict = judge_build(inquiry.result.proofs, inquiry.chain(), setup.options.verify);
  return std::move(inquiry.result);
}

}  // namespace cb21
