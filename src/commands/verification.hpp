// SPDX-License-Identifier: Apache-2.0
// The proofs of one build, run from cheap to dear, and the verdict they add up to.
#pragma once

#include "commands/assessment.hpp"
#include "commands/custody.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"
#include "proof/marker.hpp"
#include "proof/proof.hpp"
#include "state/running_builds.hpp"

#include <cstdint>
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
  const ArgumentChanges& changes;          // the contexts that docker was given
  std::int64_t began_ns = 0;               // when docker was started, since the epoch
  bool cache_kept = false;                 // docker was not told to distrust its cache
  const RunningBuilds* running = nullptr;  // of this user; null: no other is known
};

struct Verification {
  Verdict verdict = Verdict::not_built;
  std::vector<Proof> proofs;
  std::vector<Artifact> artifacts;
  std::optional<CustodyFindings> custody;  // absent where the chain was not asked for, or the image is known
  std::string image_content;               // what the image holds (ImageFacts::content), where it was asked
  std::string shown;                       // what --cb21-run printed
};

Verification verify_image(const Setup& setup,
                          const Assessment& assessment,
                          const BuiltImage& image,
                          const BuildEvidence& evidence);

// Of a build. A failure blocks. Verified is what the whole chain of custody shows, or an image that was
// verified before: a marker that is found proves no freshness. Required: what is not verified blocks, and so
// does what was asked beside the chain (a run, a configured marker) and not found out. Off: nothing does.
Verdict judge_build(const std::vector<Proof>& proofs, const Chain* chain, VerifyMode mode);

// Of an image that was not built just now (cb21 verify, audit). A proof of the binary must have passed; that
// a container uses the image (`running`) is none by itself. Required: whatever could not be verified blocks,
// be it one binary of several. Off: nothing does.
Verdict judge(const std::vector<Proof>& proofs, VerifyMode mode);

}  // namespace cb21
