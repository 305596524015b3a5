// SPDX-License-Identifier: Apache-2.0
#include "proof/known_image.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

Artifact artifact(const std::string& path, const std::string& bytes) {
  Artifact artifact;
  artifact.path = path;
  artifact.size = bytes.size();
  artifact.digest = digest_of(bytes);
  artifact.sha256 = sha256_of(bytes);
  return artifact;
}

KnownBinary binary(const std::string& path, const std::string& bytes) {
  return {path, bytes.size(), digest_of(bytes), sha256_of(bytes)};
}

// As a receipt of schema 1 tells of it.
KnownBinary old_binary(const std::string& path, const std::string& bytes) {
  return {path, bytes.size(), digest_of(bytes)};
}

// What differs though size and XXH3 do not.
KnownBinary with_other_sha256(KnownBinary binary) {
  binary.sha256 = sha256_of("another");
  return binary;
}

TEST(KnownImage, IsJudgedByItsIdElseByEveryBinary) {
  struct Case {
    std::string name;
    std::string image_id;
    std::vector<KnownBinary> binaries;
    std::vector<Artifact> artifacts;
    ProofResult result;
    std::string detail;
  };

  const std::vector<Case> cases{
      {"same id",
       "sha256:a",
       {binary("/x", "1")},
       {},
       ProofResult::pass,
       "the image is the very one of the receipt r"},
      {"same bytes",
       "sha256:b",
       {binary("/x", "1")},
       {artifact("/y", "2"), artifact("/x", "1")},
       ProofResult::pass,
       "the image has another id than that of the receipt r, but its binary /x is equal by SHA-256"},
      {"all of two",
       "sha256:b",
       {binary("/x", "1"), binary("/y", "2")},
       {artifact("/y", "2"), artifact("/x", "1")},
       ProofResult::pass,
       "the image has another id than that of the receipt r, but all 2 binaries are equal by SHA-256"},
      {"without SHA-256",
       "sha256:b",
       {old_binary("/x", "1")},
       {artifact("/x", "1")},
       ProofResult::pass,
       "the image has another id than that of the receipt r, but its binary /x is equal in size and XXH3"},
      {"one without SHA-256",
       "sha256:b",
       {binary("/x", "1"), old_binary("/y", "2")},
       {artifact("/y", "2"), artifact("/x", "1")},
       ProofResult::pass,
       "the image has another id than that of the receipt r, but all 2 binaries are equal in size and XXH3"},
      {"another SHA-256",
       "sha256:b",
       {with_other_sha256(binary("/x", "1"))},
       {artifact("/x", "1")},
       ProofResult::fail,
       "the image is not that of the receipt r: /x has other bytes than were verified"},
      {"one of two",
       "sha256:b",
       {binary("/x", "1"), binary("/y", "2")},
       {artifact("/x", "1"), artifact("/y", "3")},
       ProofResult::fail,
       "the image is not that of the receipt r: /y has other bytes than were verified"},
      {"another size",
       "sha256:b",
       {binary("/x", "1")},
       {artifact("/x", "12")},
       ProofResult::fail,
       "the image is not that of the receipt r: /x has 2 bytes where 1 were verified"},
      {"not there",
       "sha256:b",
       {binary("/x\n", "1")},
       {artifact("/y", "1")},
       ProofResult::fail,
       "the image is not that of the receipt r: /x\\n is not in the image"},
      {"nothing to compare",
       "sha256:b",
       {},
       {artifact("/x", "1")},
       ProofResult::fail,
       "the image is not that of the receipt r: it lists no binary to compare"},
      {"no id at all",
       "",
       {},
       {},
       ProofResult::fail,
       "the image is not that of the receipt r: it lists no binary to compare"},
  };
  for (const Case& c : cases) {
    const KnownImage known{.proof = "receipt",
                           .source = "the receipt r",
                           .image_id = c.image_id.empty() ? "" : "sha256:a",
                           .binaries = c.binaries};
    const Proof proof = judge_known_image(known, c.image_id, c.artifacts);
    EXPECT_EQ(proof.name, "receipt");
    EXPECT_EQ(proof.result, c.result) << c.name;
    EXPECT_EQ(proof.detail, c.detail) << c.name;
    EXPECT_EQ(proof.mechanism, c.result == ProofResult::fail ? "deploy-path" : "") << c.name;
    EXPECT_EQ(proof.cure.empty(), c.result != ProofResult::fail) << c.name;
  }
}

}  // namespace
}  // namespace cb21
