// SPDX-License-Identifier: Apache-2.0
#include "commands/verification.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

Proof marker(ProofResult result) { return {.name = "marker", .result = result}; }

Proof same_image(ProofResult result) { return {.name = "same-image", .result = result}; }

constexpr auto k_pass = ProofResult::pass;
constexpr auto k_fail = ProofResult::fail;
constexpr auto k_open = ProofResult::inconclusive;

TEST(Judge, WeighsTheProofs) {
  struct Case {
    std::string name;
    std::vector<Proof> proofs;
    Verdict automatic;
    Verdict required;
  };

  const std::vector<Case> cases{
      {"nothing looked at", {}, Verdict::unverified, Verdict::blocked},
      {"found", {marker(k_pass)}, Verdict::verified, Verdict::verified},
      {"same image", {same_image(k_pass)}, Verdict::verified, Verdict::verified},
      {"another image, found", {same_image(k_open), marker(k_pass)}, Verdict::verified, Verdict::verified},
      {"another image, nothing found out",
       {same_image(k_open), marker(k_open)},
       Verdict::unverified,
       Verdict::blocked},
      {"another image only", {same_image(k_open)}, Verdict::unverified, Verdict::blocked},
      {"missing", {marker(k_fail)}, Verdict::blocked, Verdict::blocked},
      {"one of two missing", {marker(k_pass), marker(k_fail)}, Verdict::blocked, Verdict::blocked},
      {"a container uses it, no more",
       {{.name = "running", .result = k_pass}, marker(k_open)},
       Verdict::unverified,
       Verdict::blocked},
      {"vouched for", {{.name = "receipt", .result = k_pass}}, Verdict::verified, Verdict::verified},
      {"one of two unknown", {marker(k_pass), marker(k_open)}, Verdict::verified, Verdict::blocked},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(judge(c.proofs, VerifyMode::automatic), c.automatic) << c.name;
    EXPECT_EQ(judge(c.proofs, VerifyMode::required), c.required) << c.name;
    EXPECT_EQ(judge(c.proofs, VerifyMode::off), Verdict::unverified) << c.name;
  }
}

TEST(VerdictName, IsWhatTheReportSays) {
  EXPECT_EQ(verdict_name(Verdict::verified), "verified");
  EXPECT_EQ(verdict_name(Verdict::unverified), "unverified");
  EXPECT_EQ(verdict_name(Verdict::blocked), "blocked");
  EXPECT_EQ(verdict_name(Verdict::not_built), "not-built");
}

}  // namespace
}  // namespace cb21
