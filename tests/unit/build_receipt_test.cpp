// SPDX-License-Identifier: Apache-2.0
#include "commands/build_receipt.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <variant>

namespace cb21 {
namespace {

using testing::ElementsAre;

constexpr const char* k_dockerfile = "FROM rust:1\nRUN cargo build\n";

class ReceiptOf : public testing::Test {
 protected:
  ReceiptOf() {
    assessment.context.dockerfile_text = k_dockerfile;
    assessment.context.dockerfile_path = "docker/Dockerfile";
    assessment.context.roots.push_back({"", "/home/me/service", IgnoreRules()});
    assessment.identity.context = "/home/me/service";
    assessment.identity.dockerfile = "/home/me/docker/Dockerfile";
    assessment.builder.name = "default";
    outcome.verification.verdict = Verdict::verified;
    outcome.verification.artifacts.emplace_back();
    outcome.origin = {"20.10.24", {{"rust:1", "sha256:r", ""}}};
    outcome.verification.proofs = {{.name = "marker", .result = ProofResult::pass, .detail = "found"}};
    record.image_id = "sha256:a";
    record.verified_at = 1769903999;
  }

  std::string text(const std::optional<std::string>& kept = std::nullopt) {
    return receipt_of({setup, assessment, generation, outcome}, record, kept);
  }

  Receipt receipt() { return std::get<Receipt>(parse_receipt(text())); }

  cb21::Setup setup{
      .request = {}, .options = {}, .client = DockerClient("/bin/docker", {}), .state_directory = ""};
  Assessment assessment;
  std::string generation;
  BuildOutcome outcome;
  Record record;
};

TEST_F(ReceiptOf, TellsWhatWasBuiltAndProved) {
  const Receipt found = receipt();
  EXPECT_EQ(found.verified_at, "2026-01-31T23:59:59Z");
  EXPECT_EQ(found.project, "service");
  EXPECT_EQ(found.dockerfile, "../docker/Dockerfile");
  EXPECT_EQ(found.dockerfile_digest, digest_of(k_dockerfile));
  EXPECT_EQ(found.engine_version, "20.10.24");
  EXPECT_THAT(found.bases, ElementsAre(ReceiptBase{"rust:1", "sha256:r", ""}));
  EXPECT_EQ(found.image_id, "sha256:a");
  EXPECT_THAT(found.proofs, ElementsAre(ReceiptProof{"marker", "pass", "found"}));
  EXPECT_EQ(text().find("/home"), std::string::npos);
}

TEST_F(ReceiptOf, IsEmptyUnlessVerified) {
  for (const Verdict verdict : {Verdict::unverified, Verdict::blocked, Verdict::not_built}) {
    outcome.verification.verdict = verdict;
    EXPECT_EQ(text(), "");
  }
}

TEST_F(ReceiptOf, IsThatOfLastTimeWhereTheImageWasKnownAlready) {
  record.files.emplace_back();
  assessment.snapshot.files = record.files;
  const std::string kept = text();
  outcome.verification.artifacts.clear();
  outcome.verification.proofs = {{.name = "same-image", .result = ProofResult::pass, .detail = "the same"}};
  EXPECT_EQ(text(kept), kept);
  EXPECT_NE(text(), kept);
  EXPECT_NE(text("torn"), kept);
  record.image_id = "sha256:b";
  EXPECT_NE(text(kept), kept);
  record.image_id = "sha256:a";
  record.files.front().content = digest_of("moved on");
  EXPECT_NE(text(kept), kept);
}

}  // namespace
}  // namespace cb21
