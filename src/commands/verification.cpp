// SPDX-License-Identifier: Apache-2.0
#include "commands/verification.hpp"

#include "commands/expectations.hpp"
#include "docker/artifact.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
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

struct Extracted {
  ExpectedBinary expected;
  std::optional<Artifact> artifact;
  std::string missing;
};

Extracted extract(ImageContainer& container, const ExpectedBinary& expected) {
  ArtifactReader reader(expected.path, expected.markers);
  Extracted extracted{.expected = expected, .artifact = std::nullopt, .missing = ""};
  const auto file = container.read_file(
      expected.path, expected.name, [&](std::string_view chunk) { reader.feed(chunk); }, extracted.missing);
  if (!file) return extracted;
  extracted.artifact = reader.finish();
  extracted.artifact->path = file->path;
  return extracted;
}

bool holds(const Extracted& extracted, const std::string& text) {
  if (!extracted.artifact) return false;
  const auto& markers = extracted.artifact->markers;
  return std::any_of(markers.begin(), markers.end(), [&](const MarkerFinding& finding) {
    return finding.found && finding.text == text;
  });
}

// Several binaries may share out the configured markers: one that any of them holds is found.
void share_configured_markers(std::vector<Extracted>& all) {
  const auto held_elsewhere = [&](const Extracted& self, const std::string& text) {
    return !holds(self, text) && std::any_of(all.begin(), all.end(), [&](const Extracted& extracted) {
      return holds(extracted, text);
    });
  };
  for (Extracted& extracted : all) {
    if (!extracted.expected.configured_marker) continue;
    std::erase_if(extracted.expected.markers,
                  [&](const std::string& text) { return held_elsewhere(extracted, text); });
  }
}

// A binary all of whose markers another one holds has nothing left to show.
bool has_nothing_to_show(const Extracted& extracted) {
  return extracted.expected.configured_marker && extracted.expected.markers.empty();
}

Artifact judged_artifact(const Extracted& extracted) {
  Artifact artifact = *extracted.artifact;
  std::erase_if(artifact.markers, [&](const MarkerFinding& finding) {
    const auto& wanted = extracted.expected.markers;
    return std::find(wanted.begin(), wanted.end(), finding.text) == wanted.end();
  });
  return artifact;
}

void prove_markers(const Setup& setup,
                   const Assessment& assessment,
                   const ImageFacts& facts,
                   Verification& result) {
  const auto expected =
      expected_binaries(setup.options, setup.request.target, assessment.context, assessment.snapshot, facts);
  if (expected.empty()) {
    result.proofs.push_back(
        inconclusive("marker", "the image names no program; say which file to look at with --cb21-binary"));
    return;
  }
  ImageContainer container(setup.client, facts.id, setup.state_directory);
  std::vector<Extracted> all;
  for (const ExpectedBinary& binary : expected) {
    all.push_back(extract(container, binary));
    if (InterruptGuard::pending() != 0) return;
  }
  for (const Extracted& extracted : all) {
    if (extracted.artifact) result.artifacts.push_back(*extracted.artifact);
  }
  share_configured_markers(all);
  const std::string mechanism = dockerfile_mechanism(setup, assessment);
  for (const Extracted& extracted : all) {
    if (has_nothing_to_show(extracted)) continue;
    const auto artifact = extracted.artifact ? std::optional(judged_artifact(extracted)) : std::nullopt;
    result.proofs.push_back(judge_marker(extracted.expected, artifact, extracted.missing, mechanism));
  }
}

void prove_run(const Setup& setup, const std::string& image, Verification& result) {
  RunOutcome outcome =
      prove_by_running(setup.client, image, *setup.options.run_seconds, setup.state_directory);
  result.proofs.push_back(std::move(outcome.proof));
  result.shown = std::move(outcome.shown);
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

void prove_all(const Setup& setup,
               const Assessment& assessment,
               const std::string& id,
               Verification& result) {
  const auto facts = setup.client.inspect_image(id);
  if (!facts) {
    result.proofs.push_back(
        inconclusive("marker", "the built image " + escape(id) + " is not in the local store; add --load"));
    return;
  }
  prove_markers(setup, assessment, *facts, result);
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
  const auto any = [&](ProofResult wanted) {
    return std::any_of(
        proofs.begin(), proofs.end(), [&](const Proof& proof) { return proof.result == wanted; });
  };
  if (mode == VerifyMode::off) return Verdict::unverified;
  if (any(ProofResult::fail)) return Verdict::blocked;
  const bool whole = any(ProofResult::pass) && std::none_of(proofs.begin(), proofs.end(), is_open_question);
  if (mode == VerifyMode::required) return whole ? Verdict::verified : Verdict::blocked;
  return any(ProofResult::pass) ? Verdict::verified : Verdict::unverified;
}

Verification verify_image(const Setup& setup, const Assessment& assessment, const BuiltImage& image) {
  Verification result;
  if (setup.options.verify == VerifyMode::off) {
    result.verdict = Verdict::unverified;
    return result;
  }
  if (image.id.empty()) {
    result.proofs.push_back(inconclusive("marker", image.why_none));
  } else if (!answered_by_same_image(setup, assessment, image.id, result)) {
    try {
      prove_all(setup, assessment, image.id, result);
    } catch (const Error& error) {
      result.proofs.push_back(inconclusive("marker", error.what()));
    }
  }
  result.verdict = judge(result.proofs, setup.options.verify);
  return result;
}

}  // namespace cb21
