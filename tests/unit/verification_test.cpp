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

// A chain that passes but for the link `compiled`, which is as said.
Chain chain_with(ProofResult compiled) {
  Chain chain;
  for (const Link link : k_links)
    chain.links[static_cast<std::size_t>(link)] = {link, ProofResult::pass, "", "", ""};
  chain.links[static_cast<std::size_t>(Link::compiled)].result = compiled;
  return chain;
}

TEST(JudgeBuild, IsVerifiedByTheWholeChainOrAsTheVerifiedImageAlone) {
  const Chain whole = chain_with(k_pass);
  const Chain open = chain_with(k_open);
  const Chain refuted = chain_with(k_fail);
  const Proof run{.name = "run", .result = k_open};

  struct Case {
    std::string name;
    std::vector<Proof> proofs;
    const Chain* chain;
    Verdict automatic;
    Verdict required;
  };

  const std::vector<Case> cases{
      {"nothing looked at", {}, nullptr, Verdict::unverified, Verdict::blocked},
      {"a marker alone", {marker(k_pass)}, nullptr, Verdict::unverified, Verdict::blocked},
      {"a marker and a link that is open", {marker(k_pass)}, &open, Verdict::unverified, Verdict::blocked},
      {"a whole chain", {}, &whole, Verdict::verified, Verdict::verified},
      {"a whole chain and a marker", {marker(k_pass)}, &whole, Verdict::verified, Verdict::verified},
      {"a configured marker that is missing", {marker(k_fail)}, &whole, Verdict::blocked, Verdict::blocked},
      {"a link that is refuted", {marker(k_pass)}, &refuted, Verdict::blocked, Verdict::blocked},
      {"the verified image", {same_image(k_pass)}, nullptr, Verdict::verified, Verdict::verified},
      {"the verified image, an input ignored",
       {same_image(k_pass), {.name = "inputs", .result = k_fail}},
       nullptr,
       Verdict::blocked,
       Verdict::blocked},
      {"another image, a whole chain", {same_image(k_open)}, &whole, Verdict::verified, Verdict::verified},
      {"another image, no more", {same_image(k_open)}, nullptr, Verdict::unverified, Verdict::blocked},
      {"vouched for by nothing that builds",
       {{.name = "receipt", .result = k_pass}},
       nullptr,
       Verdict::unverified,
       Verdict::blocked},
      {"a run that says nothing", {run}, &whole, Verdict::verified, Verdict::blocked},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(judge_build(c.proofs, c.chain, VerifyMode::automatic), c.automatic) << c.name;
    EXPECT_EQ(judge_build(c.proofs, c.chain, VerifyMode::required), c.required) << c.name;
    EXPECT_EQ(judge_build(c.proofs, c.chain, VerifyMode::off), Verdict::unverified) << c.name;
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
