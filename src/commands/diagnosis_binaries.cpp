// SPDX-License-Identifier: Apache-2.0
// The rule's extraction and its strings check, and what else the bytes tell.
#include "commands/binary_look.hpp"
#include "commands/diagnosis.hpp"
#include "commands/expectations.hpp"
#include "commands/shipped_binaries.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/copied_file.hpp"
#include "inputs/host_target.hpp"
#include "inputs/sent_file.hpp"
#include "inputs/source_digest.hpp"
#include "proof/host_target.hpp"
#include "proof/platform.hpp"
#include "proof/source_digest.hpp"
#include "proof/stub.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cb21 {
namespace {

StepState state_of(const Proof& proof) {
  switch (proof.result) {
    case ProofResult::pass:
      return StepState::fine;
    case ProofResult::fail:
      return StepState::against;
    case ProofResult::inconclusive:
      break;
  }
  return StepState::unknown;
}

void note_proof(const Proof& proof, Sign sign_of_failure, Findings& findings) {
  if (proof.result == ProofResult::fail) findings.see(sign_of_failure, proof.detail);
  findings.note(proof.name, state_of(proof), proof.detail);
}

void note_binary(const ShippedBinary& binary, Findings& findings) {
  if (!binary.artifact) {
    findings.note("binary", StepState::unknown, escape(binary.expected.path) + ": " + binary.missing);
    return;
  }
  const Artifact& artifact = *binary.artifact;
  findings.note("binary",
                StepState::noted,
                fmt::format("{}, {} bytes, XXH3 {}{}",
                            escape(artifact.path),
                            artifact.size,
                            to_hex(artifact.digest),
                            artifact.rust  ? ", a Rust program"
                            : artifact.elf ? ", a program"
                                           : ", no program in ELF format"));
}

void note_markers(const std::vector<ShippedBinary>& binaries, Findings& findings) {
  // The mechanism of the Dockerfile is a sign of its own.
  const std::vector<Proof> proofs = prove_markers(binaries, "");
  for (const Proof& proof : proofs) {
    note_proof(proof, proof.mechanism == "placeholder-main" ? Sign::stub : Sign::texts_missing, findings);
  }
  const bool all = std::all_of(
      proofs.begin(), proofs.end(), [](const Proof& proof) { return proof.result == ProofResult::pass; });
  if (all && !proofs.empty()) findings.see(Sign::texts_found, proofs.front().detail);
}

void note_platform(const Patient& patient, const Artifact& artifact, Findings& findings) {
  if (const auto proof = judge_platform(artifact, patient.image.architecture)) {
    note_proof(*proof, Sign::other_machine, findings);
  } else {
    findings.note("platform",
                  artifact.elf ? StepState::fine : StepState::unknown,
                  "nothing in " + escape(artifact.path) + " contradicts the image's " +
                      escape(patient.image.os + "/" + patient.image.architecture));
  }
}

void note_stub(const Patient& patient, const ShippedBinary& binary, Findings& findings) {
  if (binary.expected.texts.empty()) return;
  const Artifact& artifact = *binary.artifact;
  const Proof proof = judge_stub({.path = artifact.path,
                                  .texts_known = binary.expected.texts.size(),
                                  .texts_found = binary.texts_found,
                                  .size = artifact.size,
                                  .verified_size = verified_size(patient.assessment.record(), artifact.path),
                                  .rust = artifact.rust,
                                  .packed = artifact.packed,
                                  .dockerfile_mechanism = ""});
  note_proof(proof, Sign::stub, findings);
}

void note_host_target(const Patient& patient, const Artifact& artifact, Findings& findings) {
  const auto host_path = find_host_artifact(patient.assessment.context,
                                            patient.setup.request.target,
                                            {artifact.path, artifact.size, artifact.mtime, artifact.digest});
  if (host_path) note_proof(judge_host_target(artifact.path, *host_path), Sign::hosts_own_binary, findings);
}

void note_source_digest(const Patient& patient, const ShippedBinary& binary, Findings& findings) {
  const auto& dockerfile = patient.assessment.context.dockerfile;
  if (!dockerfile || !declares_source_digest(*dockerfile) || !patient.assessment.recordable()) return;
  note_proof(
      judge_source_digest(
          binary.artifact->path, source_digest(patient.assessment.snapshot.files), binary.embedded_digests),
      Sign::other_digest,
      findings);
}

// The classic builder takes a file with two names for unchanged when its twin comes first
// (docker/for-linux#148).
void note_copied(const Patient& patient, const Artifact& artifact, Findings& findings) {
  const BuildContext& context = patient.assessment.context;
  if (!context.dockerfile || context.roots.empty()) return;
  const auto copied = file_copied_to(*context.dockerfile, patient.setup.request.target, artifact.path);
  if (!copied) return;
  const auto status = regular_file_status(context.roots.front(), copied->path);
  const auto digest = regular_file_digest(context.roots.front(), copied->path);
  if (!status || !digest) return;
  const std::string both = escape(artifact.path) + " and " + escape(copied->path) + ", which line " +
                           std::to_string(copied->line) + " of the Dockerfile copies";
  if (*digest == artifact.digest) {
    findings.note("copied", StepState::fine, both + ", are equal");
    return;
  }
  const bool linked = status->names > 1 && context.builder == Builder::legacy;
  findings.note_against("copied",
                        linked ? Sign::hard_linked_other : Sign::other_than_copied,
                        both + ", differ" + (linked ? "; the file on disk is hard-linked" : ""));
}

void note_each(const Patient& patient, const std::vector<ShippedBinary>& binaries, Findings& findings) {
  for (const ShippedBinary& binary : binaries) {
    if (!binary.artifact) continue;
    note_platform(patient, *binary.artifact, findings);
    note_stub(patient, binary, findings);
    note_host_target(patient, *binary.artifact, findings);
    note_source_digest(patient, binary, findings);
    note_copied(patient, *binary.artifact, findings);
  }
}

}  // namespace

void look_at_binaries(const Patient& patient, Findings& findings) {
  const Setup& setup = patient.setup;
  const auto expected = expected_binaries(setup.options,
                                          setup.request.target,
                                          patient.assessment.context,
                                          patient.assessment.snapshot,
                                          patient.image);
  std::vector<ShippedBinary> binaries;
  std::string trouble = "the image starts no program; say which file to look at with --cb21-binary";
  try {
    if (!expected.empty()) binaries = extract_binaries(setup, patient.image.id, expected);
  } catch (const Error& error) {
    trouble = error.what();
  }
  if (binaries.empty()) {
    findings.note("binary", StepState::unknown, trouble);
    findings.note("marker", StepState::unknown, "there is no binary to look into");
    return;
  }
  for (const ShippedBinary& binary : binaries) note_binary(binary, findings);
  note_markers(binaries, findings);
  note_each(patient, binaries, findings);
}

}  // namespace cb21
