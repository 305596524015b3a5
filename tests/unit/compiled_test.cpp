// SPDX-License-Identifier: Apache-2.0
#include "proof/compiled.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

const CompileExpectation k_expected{.labels = {"builder 4/5"}, .packages = {"app"}};

std::optional<Proof> judged(std::string_view progress, const CompileExpectation& expected = k_expected) {
  CompileLog log;
  log.feed(progress);
  return judge_compiled(expected, log, "placeholder-main");
}

TEST(Compiled, PassesWhereCargoCompiledThePackage) {
  const auto proof = judged(
      "#11 [builder 4/5] RUN cargo build\n#11 0.2    Compiling libc v0.2.1\n#11 0.3    Compiling app v0.1.0 "
      "(/b)\n"
      "#11 1.0    Finished release [optimized] target(s) in 0.9s\n#11 DONE 1.1s\n");
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->result, ProofResult::pass);
}

TEST(Compiled, FailsWhereCargoCalledThePackageFresh) {
  const auto proof = judged(
      "#9 [builder 2/5] RUN cargo build\n#9 0.3    Compiling app v0.1.0 (/b)\n#9 1.0    Finished release\n"
      "#11 [builder 4/5] RUN cargo build\n#11 0.1    Finished release [optimized] target(s) in 0.0s\n#11 "
      "DONE 0.1s\n");
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->result, ProofResult::fail);
  EXPECT_EQ(proof->mechanism, "placeholder-main");
  EXPECT_NE(proof->detail.find("app"), std::string::npos);
}

TEST(Compiled, FailsWhereTheStepCameFromTheCache) {
  const auto proof = judged("#11 [builder 4/5] RUN cargo build\n#11 CACHED\n");
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->result, ProofResult::fail);
}

TEST(Compiled, ReadsColouredLinesAndSeveralPlatforms) {
  const auto proof = judged(
      "#11 [linux/amd64 builder 4/5] RUN cargo build\n"
      "#11 0.3 \x1b[0m\x1b[0m\x1b[1m\x1b[32m   Compiling\x1b[0m app v0.1.0 (/b)\n"
      "#11 1.0 \x1b[0m\x1b[0m\x1b[1m\x1b[32m    Finished\x1b[0m release\n");
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->result, ProofResult::pass);
}

TEST(Compiled, SaysNothingWhereTheLogSaysNothing) {
  EXPECT_FALSE(judged(""));
  EXPECT_FALSE(judged("#11 [builder 4/5] RUN cargo build -q\n#11 DONE 1.1s\n"));
  EXPECT_FALSE(judged("#11 [other 4/5] RUN cargo build\n#11 0.1    Finished release\n"));
  EXPECT_FALSE(
      judged("#11 [builder 4/5] RUN cargo build\n#11 0.1 [output clipped, log limit 2MiB reached]\n"
             "#11 0.2    Finished release\n"));
  EXPECT_FALSE(
      judged("#11 [builder 4/5] RUN x\n#11 0.1 Finished release\n", {.labels = {}, .packages = {"app"}}));
  EXPECT_FALSE(judged("#11 [builder 4/5] RUN x\n#11 0.1 Finished release\n",
                      {.labels = {"builder 4/5"}, .packages = {}}));
}

constexpr std::string_view k_fresh =
    "#11 [builder 4/5] RUN cargo build\n#11 0.1    Finished release\n#11 DONE 0.1s\n";

Proof failure(std::string_view progress, bool target_mount = false) {
  CompileExpectation expected = k_expected;
  expected.target_mount = target_mount;
  CompileLog log;
  log.feed(progress);
  const auto proof = judge_compiled(expected, log, "");
  EXPECT_TRUE(proof && proof->result == ProofResult::fail);
  return proof.value_or(Proof());
}

TEST(Compiled, AlwaysNamesAMechanismAndACure) {
  const Proof base = failure(k_fresh);
  EXPECT_EQ(base.mechanism, "stale-base");
  EXPECT_NE(base.cure.find("-exec touch"), std::string::npos);
  const Proof mount = failure(k_fresh, true);
  EXPECT_EQ(mount.mechanism, "target-cache-mount");
  EXPECT_EQ(mount.cure, cure_of("target-cache-mount"));
  const Proof cached = failure("#11 [builder 4/5] RUN cargo build\n#11 CACHED\n");
  EXPECT_EQ(cached.mechanism, "stale-layer");
  EXPECT_EQ(cached.cure, cure_of("stale-layer"));
}

TEST(Compiled, BlamesNoFreshPackageThatAnotherCommandMayHaveCompiled) {
  CompileExpectation expected = k_expected;
  expected.others_may_compile = true;
  EXPECT_FALSE(judged(k_fresh, expected));
  const auto passed = judged(
      "#11 [builder 4/5] RUN cargo build\n#11 0.3    Compiling app v0.1.0 (/b)\n#11 1.0    Finished "
      "release\n",
      expected);
  ASSERT_TRUE(passed);
  EXPECT_EQ(passed->result, ProofResult::pass);
  const auto cached = judged("#11 [builder 4/5] RUN cargo build\n#11 CACHED\n", expected);
  ASSERT_TRUE(cached);
  EXPECT_EQ(cached->result, ProofResult::fail);
}

TEST(Compiled, ReadsALogInPieces) {
  const std::string_view text =
      "#11 [builder 4/5] RUN cargo build\n#11 0.3    Compiling app v0.1.0 (/b)\n#11 1.0    Finished "
      "release\n";
  CompileLog log;
  for (const char& c : text) log.feed(std::string_view(&c, 1));
  const auto proof = judge_compiled(k_expected, log, "");
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->result, ProofResult::pass);
}

}  // namespace
}  // namespace cb21
