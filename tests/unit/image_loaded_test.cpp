// SPDX-License-Identifier: Apache-2.0
#include "proof/image_loaded.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(ImageLoaded, ATagOfAnotherImageFailsWithMechanismAndCure) {
  const Proof proof = judge_not_loaded("service:1\n", "sha256:aa");
  EXPECT_EQ(proof.result, ProofResult::fail);
  EXPECT_EQ(proof.mechanism, "image-not-loaded");
  EXPECT_NE(proof.cure.find("--load"), std::string::npos);
  EXPECT_NE(proof.detail.find("service:1\\n still names the image sha256:aa"), std::string::npos);
}

}  // namespace
}  // namespace cb21
