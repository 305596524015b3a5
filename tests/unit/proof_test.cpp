// SPDX-License-Identifier: Apache-2.0
#include "proof/proof.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(ProofResultName, is_what_the_report_says) {
  EXPECT_EQ(proof_result_name(ProofResult::pass), "pass");
  EXPECT_EQ(proof_result_name(ProofResult::fail), "fail");
  EXPECT_EQ(proof_result_name(ProofResult::inconclusive), "not-shown");
}

TEST(CureOf, knows_the_mechanisms_that_a_proof_names) {
  EXPECT_NE(cure_of("placeholder-main").find("touch"), std::string_view::npos);
  EXPECT_NE(cure_of("wrong-bin").find("[[bin]]"), std::string_view::npos);
  EXPECT_NE(cure_of("image-not-loaded").find("--load"), std::string_view::npos);
  EXPECT_NE(cure_of("stale-base").find("--pull"), std::string_view::npos);
  EXPECT_EQ(cure_of(""), "");
  EXPECT_EQ(cure_of("no-such-mechanism"), "");
}

}  // namespace
}  // namespace cb21
