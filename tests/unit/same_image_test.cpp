// SPDX-License-Identifier: Apache-2.0
#include "proof/same_image.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace cb21 {
namespace {

TEST(ProveSameImage, passes_only_for_the_verified_image_after_a_fresh_decision) {
  const std::vector<std::pair<SameImageFacts, ProofResult>> cases{
      {{true, "a", "a", true}, ProofResult::pass},
      {{true, "a", "a", false}, ProofResult::inconclusive},
      {{true, "a", "b", true}, ProofResult::inconclusive},
      {{true, "", "", true}, ProofResult::inconclusive},
      {{true, "a", "", true}, ProofResult::inconclusive},
      {{false, "a", "a", true}, ProofResult::inconclusive},
      {{false, "a", "b", true}, ProofResult::inconclusive},
  };
  for (const auto& [facts, result] : cases) {
    const Proof proof = prove_same_image(facts);
    EXPECT_EQ(proof.name, "same-image");
    EXPECT_EQ(proof.result, result) << facts.fresh << facts.image_id << facts.verified_image_id;
    EXPECT_FALSE(proof.detail.empty());
  }
}

TEST(ProveSameImage, calls_an_unchanged_image_after_a_stale_decision_what_it_looks_like) {
  EXPECT_NE(prove_same_image({false, "a", "a", true}).detail.find("stale"), std::string::npos);
}

}  // namespace
}  // namespace cb21
