// SPDX-License-Identifier: Apache-2.0
#include "proof/recompiled.hpp"

#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

Proof conclude(ProofResult result, std::string detail) {
  return {"recompiled", result, std::move(detail), "", ""};
}

bool differs(const ComparedBinary& binary) { return binary.shipped != binary.recompiled; }

std::string paths_of(const std::vector<ComparedBinary>& binaries) {
  std::string paths;
  for (const ComparedBinary& binary : binaries) paths += (paths.empty() ? "" : ", ") + escape(binary.path);
  return paths;
}

std::string package_name(const CrateEvidence& crate) {
  return crate.package.empty() ? "the package in the context's root" : "the package " + escape(crate.package);
}

// The crates of which the recompiled binary says something that the shipped one does not.
std::string stale_crates(const std::vector<CrateEvidence>& crates) {
  std::string text;
  for (const CrateEvidence& crate : crates) {
    if (crate.only_new.empty()) continue;
    text += fmt::format("{}{} (its \"{}\" is not in the shipped binary)",
                        text.empty() ? "; stale is " : ", and ",
                        package_name(crate),
                        escape(crate.only_new.front()));
  }
  return text;
}

std::string likely_mechanism(const RecompiledFacts& facts) {
  if (!facts.dockerfile_mechanism.empty()) return facts.dockerfile_mechanism;
  return facts.host_target_sent ? "host-target-copied" : "stale-layer";
}

Proof fail(const RecompiledFacts& facts, const ComparedBinary& binary) {
  Proof proof = conclude(
      ProofResult::fail,
      fmt::format(
          "{} is not what these sources compile to{}", escape(binary.path), stale_crates(facts.crates)));
  proof.mechanism = likely_mechanism(facts);
  proof.cure = cure_of(proof.mechanism);
  return proof;
}

// Of one that differs and is not known to be stale.
Proof leave_open(const ComparedBinary& binary) {
  if (binary.again && *binary.again == binary.recompiled) {
    return conclude(
        ProofResult::inconclusive,
        escape(binary.path) + " was compiled by another version of rustc than is in the build now");
  }
  return conclude(ProofResult::inconclusive,
                  fmt::format("{} differs from what these sources compile to, but {}",
                              escape(binary.path),
                              binary.again ? "so do two compiles of them: this build is not reproducible"
                                           : "a second compile to compare with did not succeed"));
}

}  // namespace

bool is_stale(const ComparedBinary& binary) {
  return differs(binary) && binary.again == binary.recompiled &&
         binary.shipped_compilers == binary.recompiled_compilers;
}

bool needs_second_recompile(const std::vector<ComparedBinary>& binaries) {
  return std::any_of(binaries.begin(), binaries.end(), [](const ComparedBinary& binary) {
    return differs(binary) && !binary.again;
  });
}

Proof judge_recompiled(const RecompiledFacts& facts) {
  if (!facts.obstacle.empty()) return conclude(ProofResult::inconclusive, facts.obstacle);
  if (facts.binaries.empty()) {
    return conclude(ProofResult::inconclusive, "nothing that was recompiled is in the image");
  }
  const auto begin = facts.binaries.begin();
  const auto end = facts.binaries.end();
  if (const auto stale = std::find_if(begin, end, is_stale); stale != end) return fail(facts, *stale);
  if (const auto open = std::find_if(begin, end, differs); open != end) return leave_open(*open);
  return conclude(
      ProofResult::pass,
      fmt::format("recompiled from touched sources, {} has the same bytes", paths_of(facts.binaries)));
}

}  // namespace cb21
