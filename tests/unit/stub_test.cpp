// SPDX-License-Identifier: Apache-2.0
#include "proof/stub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::HasSubstr;

struct StubCase {
  const char* name;
  StubFacts facts;
  ProofResult result;
  const char* detail;
};

class Stub : public testing::TestWithParam<StubCase> {};

TEST_P(Stub, is_judged) {
  StubFacts facts = GetParam().facts;
  facts.path = "/app";
  const Proof proof = judge_stub(facts);
  EXPECT_EQ(proof.result, GetParam().result) << proof.detail;
  EXPECT_THAT(proof.detail, HasSubstr(GetParam().detail));
  EXPECT_EQ(proof.name, "stub");
}

const StubCase k_cases[] = {
    {"one_text_suffices",
     {.texts_known = 64, .texts_found = 1, .size = 1, .rust = true},
     ProofResult::pass,
     "1 of the 64"},
    {"even_in_a_packed_file",
     {.texts_known = 9, .texts_found = 2, .packed = true},
     ProofResult::pass,
     "2 of the 9"},
    {"many_texts_missing",
     {.texts_known = 8, .size = 300000, .rust = true},
     ProofResult::fail,
     "none of the 8"},
    {"few_texts_missing",
     {.texts_known = 7, .size = 300000, .rust = true},
     ProofResult::inconclusive,
     "too few"},
    {"few_texts_and_collapsed",
     {.texts_known = 2, .size = 249, .verified_size = 1000, .rust = true},
     ProofResult::fail,
     "1000 when last verified"},
    {"few_texts_and_shrunk",
     {.texts_known = 7, .size = 250, .verified_size = 1000, .rust = true},
     ProofResult::inconclusive,
     "too few"},
    {"one_text_and_collapsed",
     {.texts_known = 1, .size = 1, .verified_size = 1000, .rust = true},
     ProofResult::inconclusive,
     "too few"},
    {"packed", {.texts_known = 64, .rust = true, .packed = true}, ProofResult::inconclusive, "packed"},
    {"no_rust", {.texts_known = 64}, ProofResult::inconclusive, "not known to be a Rust"},
    {"no_texts",
     {.size = 1, .verified_size = 1000, .rust = true},
     ProofResult::inconclusive,
     "no text of its own"},
};

INSTANTIATE_TEST_SUITE_P(Proofs, Stub, testing::ValuesIn(k_cases), [](const auto& param) {
  return std::string(param.param.name);
});

TEST(StubMechanism, is_the_dockerfiles_where_it_shows_one) {
  StubFacts facts{.path = "/a", .texts_known = 8, .rust = true};
  EXPECT_EQ(judge_stub(facts).mechanism, "placeholder-main");
  facts.dockerfile_mechanism = "unbuilt-bin";
  EXPECT_EQ(judge_stub(facts).mechanism, "unbuilt-bin");
  EXPECT_THAT(judge_stub(facts).cure, HasSubstr("--bin NAME"));
}

}  // namespace
}  // namespace cb21
