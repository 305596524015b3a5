// SPDX-License-Identifier: Apache-2.0
#include "proof/stub.hpp"

#include "escape.hpp"

#include <fmt/format.h>

namespace cb21 {
namespace {

// One text may be dropped for many reasons, but not this many at once.
constexpr std::size_t k_enough_texts = 8;
// With a collapse of the size, fewer do.
constexpr std::size_t k_some_texts = 2;
constexpr std::uint64_t k_collapse = 4;

Proof conclude(ProofResult result, std::string detail) { return {"stub", result, std::move(detail), "", ""}; }

Proof inconclusive(const StubFacts& facts, const std::string& reason) {
  return conclude(ProofResult::inconclusive, escape(facts.path) + ' ' + reason);
}

bool collapsed(const StubFacts& facts) {
  return facts.verified_size != 0 && facts.size < facts.verified_size / k_collapse;
}

Proof fail(const StubFacts& facts) {
  std::string detail = fmt::format("{} holds none of the {} texts that its crate prints ({} bytes",
                                   escape(facts.path),
                                   facts.texts_known,
                                   facts.size);
  detail += facts.verified_size == 0 ? ")" : fmt::format(", {} when last verified)", facts.verified_size);
  Proof proof = conclude(ProofResult::fail, std::move(detail));
  proof.mechanism = facts.dockerfile_mechanism.empty() ? "placeholder-main" : facts.dockerfile_mechanism;
  proof.cure = cure_of(proof.mechanism);
  return proof;
}

}  // namespace

Proof judge_stub(const StubFacts& facts) {
  if (facts.texts_found > 0) {
    return conclude(ProofResult::pass,
                    fmt::format("{} holds {} of the {} texts that its crate prints",
                                escape(facts.path),
                                facts.texts_found,
                                facts.texts_known));
  }
  if (facts.packed) return inconclusive(facts, "is packed, so its texts cannot be read");
  if (!facts.rust) return inconclusive(facts, "is not known to be a Rust program");
  if (facts.texts_known == 0) return inconclusive(facts, "has a crate that prints no text of its own");
  const bool enough = facts.texts_known >= k_enough_texts;
  const bool some = facts.texts_known >= k_some_texts;
  if (enough || (some && collapsed(facts))) return fail(facts);
  return inconclusive(
      facts,
      fmt::format("holds none of the {} texts that its crate prints, which are too few to tell",
                  facts.texts_known));
}

}  // namespace cb21
