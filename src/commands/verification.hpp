// SPDX-License-Identifier: Apache-2.0
// The proofs of one build, run from cheap to dear, and the verdict they add up to.
#pragma once

#include "commands/assessment.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"
#include "proof/compiled.hpp"
#include "proof/marker.hpp"
#include "proof/proof.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

enum class Verdict { verified, unverified, blocked, not_built };

std::string_view verdict_name(Verdict verdict);  // "verified", ..., "not-built"

// What docker left behind.
struct BuiltImage {
  std::string id;                // empty when no image reached the local store
  std::string why_none;          // a sentence, when there is none
  bool kept_by_builder = false;  // there is none, though neither a push nor files were asked for
};

// How it was built.
struct BuildEvidence {
  const ArgumentChanges& changes;   // the contexts that docker was given
  const CompileLog* log = nullptr;  // null where docker's progress was not seen, or its cache was trusted
};

struct Verification {
  Verdict verdict = Verdict::not_built;
  std::vector<Proof> proofs;
  std::vector<Artifact> artifacts;
  std::string shown;                  // what --cb21-run printed
  std::vector<std::string> unneeded;  // changed sources that the compiler does not get, and need not
};

Verification verify_image(const Setup& setup,
                          const Assessment& assessment,
                          const BuiltImage& image,
                          const BuildEvidence& evidence);

// A proof of the binary must have passed: that the compiler had the right sources (`sources`) is none by
// itself, nor that a container uses the image (`running`). Required: whatever could not be verified blocks,
// be it one binary of several. Off: nothing does.
Verdict judge(const std::vector<Proof>& proofs, VerifyMode mode);

}  // namespace cb21
