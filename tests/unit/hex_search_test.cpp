// SPDX-License-Identifier: Apache-2.0
#include "proof/hex_search.hpp"

#include "proof/source_digest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> find_in(HexSearch search, const std::string& text, std::size_t piece) {
  for (std::size_t at = 0; at < text.size(); at += piece)
    search.feed(std::string_view(text).substr(at, piece));
  return search.found();
}

TEST(HexSearch, finds_wherever_the_stream_is_cut) {
  const std::string text = "..id-12ab..id-id-ffff0..id-12ab..id-zz00..id-12..id-00";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    EXPECT_THAT(find_in({"id-", 4}, text, piece), ElementsAre("id-12ab", "id-ffff")) << piece;
  }
}

TEST(HexSearch, is_bounded) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "id-" + std::to_string(1000 + i);
  EXPECT_THAT(find_in({"id-", 4}, text, 7), SizeIs(16));
}

TEST(HexSearch, finds_the_compiler) {
  const std::string compiler = "/rustc/4b91a6ea7258a947e59c6522cd5898e7c0a6a88f";
  EXPECT_THAT(find_in(compiler_search(), ".." + compiler + "/library/std/src/", 5), ElementsAre(compiler));
  EXPECT_THAT(find_in(compiler_search(), "/rustc/short", 5), IsEmpty());
}

constexpr const char* k_ours = "cb21-sources-00112233445566778899aabbccddeeff";
constexpr const char* k_other = "cb21-sources-ff112233445566778899aabbccddeeff";

TEST(SourceDigestProof, finds_what_a_binary_embeds) {
  EXPECT_THAT(find_in(source_digest_search(), "x" + std::string(k_ours) + "cb21-sources-", 11),
              ElementsAre(k_ours));
}

TEST(SourceDigestProof, judges_what_is_embedded) {
  EXPECT_EQ(judge_source_digest("/app", k_ours, {k_ours}).result, ProofResult::pass);
  EXPECT_EQ(judge_source_digest("/app", k_ours, {}).result, ProofResult::inconclusive);
  const Proof other = judge_source_digest("/app", k_ours, {k_other});
  EXPECT_EQ(other.result, ProofResult::fail);
  EXPECT_THAT(other.detail, HasSubstr(k_other));
  EXPECT_EQ(judge_source_digest("/app", k_ours, {k_ours, k_other}).result, ProofResult::fail);
}

}  // namespace
}  // namespace cb21
