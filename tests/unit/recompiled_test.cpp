// SPDX-License-Identifier: Apache-2.0
#include "proof/recompiled.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Digest k_one = digest_of("one");
const Digest k_two = digest_of("two");
const Digest k_three = digest_of("three");

ComparedBinary compared(Digest shipped, Digest recompiled, std::optional<Digest> again = std::nullopt) {
  return {.path = "/app", .shipped = shipped, .recompiled = recompiled, .again = again};
}

TEST(Recompiled, passes_with_the_same_bytes) {
  const RecompiledFacts facts{.binaries = {compared(k_one, k_one), compared(k_two, k_two)}};
  const Proof proof = judge_recompiled(facts);
  EXPECT_EQ(proof.result, ProofResult::pass);
  EXPECT_EQ(proof.name, "recompiled");
  EXPECT_FALSE(needs_second_recompile(facts.binaries));
}

TEST(Recompiled, fails_where_two_recompiles_agree_on_other_bytes) {
  const Proof proof = judge_recompiled({.binaries = {compared(k_one, k_one), compared(k_one, k_two, k_two)}});
  EXPECT_EQ(proof.result, ProofResult::fail);
  EXPECT_EQ(proof.mechanism, "stale-layer");
  EXPECT_THAT(proof.cure, Not(IsEmpty()));
  EXPECT_THAT(proof.detail, AllOf(HasSubstr("/app"), Not(HasSubstr("stale is"))));
}

TEST(Recompiled, asks_for_a_second_recompile_only_where_bytes_differ) {
  EXPECT_TRUE(needs_second_recompile({compared(k_one, k_one), compared(k_one, k_two)}));
  EXPECT_FALSE(needs_second_recompile({compared(k_one, k_two, k_two)}));
}

TEST(Recompiled, is_inconclusive_where_a_build_differs_from_itself) {
  const Proof proof = judge_recompiled({.binaries = {compared(k_one, k_two, k_three)}});
  EXPECT_EQ(proof.result, ProofResult::inconclusive);
  EXPECT_THAT(proof.detail, HasSubstr("not reproducible"));
}

TEST(Recompiled, fails_for_a_stale_binary_whatever_stands_before_it) {
  const Proof proof = judge_recompiled(
      {.binaries = {compared(k_one, k_two, k_three), compared(k_one, k_two), compared(k_one, k_two, k_two)}});
  EXPECT_EQ(proof.result, ProofResult::fail);
}

TEST(Recompiled, is_inconclusive_without_a_second_opinion) {
  EXPECT_EQ(judge_recompiled({.binaries = {compared(k_one, k_two)}}).result, ProofResult::inconclusive);
}

TEST(Recompiled, is_inconclusive_with_another_compiler) {
  ComparedBinary binary = compared(k_one, k_two, k_two);
  binary.shipped_compilers = {"/rustc/a"};
  binary.recompiled_compilers = {"/rustc/b"};
  const Proof proof = judge_recompiled({.binaries = {binary}});
  EXPECT_EQ(proof.result, ProofResult::inconclusive);
  EXPECT_THAT(proof.detail, HasSubstr("another version of rustc"));
  binary.recompiled_compilers = binary.shipped_compilers;
  EXPECT_EQ(judge_recompiled({.binaries = {binary}}).result, ProofResult::fail);
}

TEST(Recompiled, is_inconclusive_with_nothing_to_compare) {
  EXPECT_EQ(judge_recompiled({}).result, ProofResult::inconclusive);
  EXPECT_EQ(judge_recompiled({.binaries = {compared(k_one, k_one)}, .obstacle = "it cannot be"}).detail,
            "it cannot be");
}

TEST(Recompiled, names_the_stale_crate_and_the_mechanism) {
  const RecompiledFacts facts{.binaries = {compared(k_one, k_two, k_two)},
                              .crates = {{.package = "app", .only_new = {}, .both = {"same text"}},
                                         {.package = "greeting\n", .only_new = {"good evening"}, .both = {}}},
                              .dockerfile_mechanism = "target-cache-mount",
                              .host_target_sent = true};
  const Proof proof = judge_recompiled(facts);
  EXPECT_THAT(proof.detail, HasSubstr("stale is the package greeting\\n (its \"good evening\""));
  EXPECT_THAT(proof.detail, Not(HasSubstr("package app")));
  EXPECT_EQ(proof.mechanism, "target-cache-mount");
}

TEST(Recompiled, suspects_the_hosts_target_directory_where_it_is_sent) {
  const Proof proof =
      judge_recompiled({.binaries = {compared(k_one, k_two, k_two)}, .host_target_sent = true});
  EXPECT_EQ(proof.mechanism, "host-target-copied");
}

}  // namespace
}  // namespace cb21
