// SPDX-License-Identifier: Apache-2.0
#include "commands/image_verification.hpp"

#include "commands/binary_look.hpp"
#include "commands/distrust.hpp"
#include "commands/report.hpp"
#include "commands/source_look.hpp"
#include "docker/artifact.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/source_digest.hpp"
#include "proof/known_image.hpp"
#include "proof/run.hpp"
#include "proof/running.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

std::vector<KnownBinary> known_binaries(const std::vector<VerifiedBinary>& verified) {
  std::vector<KnownBinary> known;
  known.reserve(verified.size());
  for (const VerifiedBinary& binary : verified)
    known.push_back({binary.path, binary.size, binary.content, binary.sha256});
  return known;
}

Proof inconclusive(std::string name, std::string detail) {
  return {.name = std::move(name), .result = ProofResult::inconclusive, .detail = std::move(detail)};
}

// A file whose content is another than when the image was verified, be it one that docker's cache keys.
const FileChange* first_move(const Decision& decision) {
  const auto found =
      std::find_if(decision.changes.begin(), decision.changes.end(), [](const FileChange& change) {
        return change.kind != FileChange::Kind::touched;
      });
  return found == decision.changes.end() ? nullptr : &*found;
}

Proof fail_for_moved_sources(std::string name, std::string detail) {
  return {.name = std::move(name),
          .result = ProofResult::fail,
          .detail = std::move(detail),
          .mechanism = "",
          .cure = "build again with cb21, and verify that image"};
}

class Verifier {
 public:
  Verifier(const ImageQuestion& question, const ImageFacts& image) : question_(question), image_(image) {}

  Verification verify(const RunningFacts* running) {
    const Setup& setup = question_.setup;
    try {
      look();
    } catch (const Error& error) {
      setup.client.require_engine();
      add(inconclusive("marker", error.what()));
    }
    if (running != nullptr) add(judge_running(with_changed_programs(*running)));
    if (setup.options.run_seconds && InterruptGuard::pending() == 0) start();
    // Off would leave nothing to do.
    const bool required = setup.options.verify == VerifyMode::required;
    result_.verdict = judge(result_.proofs, required ? VerifyMode::required : VerifyMode::automatic);
    // That a marker is in the image says nothing of the sources at --against.
    if (question_.against && !vouched_ && result_.verdict == Verdict::verified)
      result_.verdict = Verdict::unverified;
    return std::move(result_);
  }

 private:
  RunningFacts with_changed_programs(RunningFacts running) const {
    for (const Artifact& artifact : result_.artifacts) {
      StreamDigest digest;
      std::string why;
      const auto file = read_container_file(
          question_.setup.client,
          {running.container.name, artifact.path, ""},
          [&](std::string_view chunk) { digest.update(chunk); },
          why);
      if (!file)
        running.changed.push_back({artifact.path, "is not there: " + why});
      else if (digest.value() != artifact.digest)
        running.changed.push_back({artifact.path, "is another file"});
    }
    return running;
  }

  void add(Proof proof) { result_.proofs.push_back(std::move(proof)); }

  void look() {
    const Setup& setup = question_.setup;
    const Assessment& assessment = question_.assessment;
    BinaryFindings found = look_at_binaries({.setup = setup,
                                             .assessment = assessment,
                                             .dockerfile_mechanism = find_dockerfile_mechanism(assessment),
                                             .source_digest = digest_to_pass(setup, assessment),
                                             .also = remembered_paths()},
                                            image_);
    result_.artifacts = std::move(found.artifacts);
    for (Proof& proof : found.proofs) add(std::move(proof));
    hold_against_what_is_known();
    if (!question_.against) return;
    for (Proof& proof : look_at_ignored_inputs(setup, assessment)) add(std::move(proof));
  }

  std::vector<std::string> remembered_paths() const {
    std::vector<std::string> paths;
    const auto take = [&](const std::vector<VerifiedBinary>& binaries) {
      for (const VerifiedBinary& binary : binaries) paths.push_back(binary.path);
    };
    if (question_.receipt) take(question_.receipt->receipt.binaries);
    if (const Record* record = question_.assessment.record()) take(record->binaries);
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    return paths;
  }

  void hold_against_what_is_known() {
    std::vector<Proof> proofs;
    if (question_.receipt) proofs.push_back(hold_against_receipt(*question_.receipt));
    const bool by_receipt = !proofs.empty() && proofs.front().result == ProofResult::pass;
    if (question_.against) {
      Proof proof = hold_against_record();
      // Another machine has no record, which is what receipts are for.
      const bool needless = proof.result == ProofResult::inconclusive && by_receipt && can_compare_sources();
      if (!needless) proofs.push_back(std::move(proof));
    }
    if (proofs.empty()) {
      if (const auto record = question_.store.record_of_image(image_.id))
        proofs.push_back(remembered(*record));
    }
    const bool vouched = std::any_of(
        proofs.begin(), proofs.end(), [](const Proof& proof) { return proof.result == ProofResult::pass; });
    vouched_ = vouched;
    if (vouched && question_.setup.options.markers.empty()) drop_open_markers();
    for (Proof& proof : proofs) add(std::move(proof));
  }

  void drop_open_markers() {
    std::erase_if(result_.proofs, [](const Proof& proof) {
      return proof.name == "marker" && proof.result == ProofResult::inconclusive;
    });
  }

  // Whether the sources of the receipt and those at --against are both known.
  bool can_compare_sources() const {
    return question_.against && question_.assessment.recordable() &&
           !question_.receipt->receipt.inputs.empty();
  }

  Proof hold_against_receipt(const NamedReceipt& named) const {
    const Receipt& receipt = named.receipt;
    Proof proof = judge_known_image({.proof = "receipt",
                                     .source = "the receipt " + escape(named.path),
                                     .image_id = receipt.image_id,
                                     .binaries = known_binaries(receipt.binaries)},
                                    image_.id,
                                    result_.artifacts);
    const Assessment& assessment = question_.assessment;
    if (proof.result != ProofResult::pass || !can_compare_sources()) return proof;
    if (source_digest(assessment.snapshot.files) == receipt.inputs) return proof;
    return fail_for_moved_sources("receipt",
                                  "the image is that of the receipt " + escape(named.path) +
                                      ", but that was made for other sources than " +
                                      escape(assessment.identity.context) + " has now");
  }

  Proof hold_against_record() const {
    const Assessment& assessment = question_.assessment;
    const std::string project = escape(assessment.identity.context);
    const Record* record = assessment.record();
    if (record == nullptr || record->image_id.empty()) {
      return inconclusive("record", "no verified image of " + project + " is remembered" + reason());
    }
    if (!assessment.recordable()) {
      return inconclusive("record", "what " + project + " holds now cannot be seen" + reason());
    }
    Proof proof = judge_known_image({.proof = "record",
                                     .source = "the last verified build of " + project,
                                     .image_id = record->image_id,
                                     .binaries = known_binaries(record->binaries)},
                                    image_.id,
                                    result_.artifacts);
    const FileChange* moved = first_move(assessment.decision);
    if (proof.result != ProofResult::pass || moved == nullptr) return proof;
    return fail_for_moved_sources(
        "record", "the sources moved on since the image was verified: " + change_line(*moved));
  }

  static Proof remembered(const Record& record) {
    return {
        .name = "record",
        .result = ProofResult::pass,
        .detail = "the image is the one of the last verified build of " + escape(record.identity.context)};
  }

  std::string reason() const {
    const auto& reasons = question_.assessment.decision.reasons;
    return reasons.empty() ? std::string() : ": " + reason_line(reasons.front());
  }

  void start() {
    const Setup& setup = question_.setup;
    RunOutcome outcome =
        prove_by_running(setup.client, image_.id, *setup.options.run_seconds, setup.state_directory);
    add(std::move(outcome.proof));
    result_.shown = std::move(outcome.shown);
  }

  const ImageQuestion& question_;
  const ImageFacts& image_;
  bool vouched_ = false;  // by the record or a receipt
  Verification result_;
};

ImageVerdict missing(const std::string& image) {
  ImageVerdict verdict{.image = image, .image_id = "", .verification = {}};
  verdict.verification.proofs.push_back(
      {.name = "image",
       .result = ProofResult::fail,
       .detail = "there is no image " + escape(image) + " in the local store; pull or load it first"});
  return verdict;
}

}  // namespace

ImageVerdict verify_stored_image(const ImageQuestion& question, const std::string& image) {
  const auto facts = question.setup.client.inspect_image(image);
  if (!facts) return missing(image);
  std::optional<RunningFacts> running;
  if (question.container) running = {*question.container, image, facts->id};
  return {image, facts->id, Verifier(question, *facts).verify(running ? &*running : nullptr)};
}

ImageVerdict verify_container(const ImageQuestion& question) {
  const ContainerFacts& container = *question.container;
  const DockerClient& client = question.setup.client;
  const auto facts = client.inspect_image(container.image_id);
  if (!facts) return missing(container.image_id);
  const auto named = client.inspect_image(container.image);
  // A name that is gone contradicts nothing.
  const RunningFacts running{container, container.image, named ? named->id : container.image_id};
  return {container.image, facts->id, Verifier(question, *facts).verify(&running)};
}

}  // namespace cb21
