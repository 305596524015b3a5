// SPDX-License-Identifier: Apache-2.0
#include "commands/report.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Assessment stale_assessment() {
  Assessment assessment;
  assessment.decision.freshness = Freshness::stale;
  assessment.decision.reasons = {
      {ReasonCode::rust_source_changed, "src/a\nb.rs", "its content differs"},
      {ReasonCode::forced_by_user, "", "the command line asks"},
  };
  return assessment;
}

BuildOutcome outcome_with(Verdict verdict, std::vector<Proof> proofs) {
  BuildOutcome outcome;
  outcome.verification.verdict = verdict;
  outcome.verification.proofs = std::move(proofs);
  return outcome;
}

Proof proof(const std::string& name, ProofResult result, const std::string& detail) {
  return {.name = name, .result = result, .detail = detail};
}

TEST(DecisionLine, NamesTheFirstReasonAndTheMeans) {
  EXPECT_EQ(decision_line(stale_assessment(), "building"),
            "stale: src/a\\nb.rs: its content differs (and 1 more): building");
  Assessment assessment;
  assessment.decision.freshness = Freshness::unknown;
  assessment.decision.reasons = {{ReasonCode::no_record, "", "no record"}};
  EXPECT_EQ(decision_line(assessment, "building"), "first build here: building");
  assessment.decision.reasons.push_back({ReasonCode::production_profile, "", "never"});
  EXPECT_EQ(decision_line(assessment, "building"), "first build here (and 1 more): building");
  assessment.decision.reasons = {{ReasonCode::record_unusable, "", "torn"}};
  EXPECT_EQ(decision_line(assessment, "building"), "in doubt: torn: building");
  assessment.decision = {
      .freshness = Freshness::fresh, .reasons = {}, .changes = {}, .new_generation = false};
  assessment.snapshot.files_hashed = 3;
  EXPECT_EQ(decision_line(assessment, "cache kept"),
            "fresh: 3 files as in the last verified build: cache kept");
  assessment.snapshot.files_hashed = 1;
  assessment.snapshot.bytes_hashed = 1;
  EXPECT_EQ(decision_line(assessment, "cache kept"),
            "fresh: 1 file as in the last verified build: cache kept");
  EXPECT_THAT(explanation(assessment).back(), HasSubstr("1 file, 1 byte hashed in"));
}

TEST(DecisionLine, CountsAFileOnceWhateverItsReasons) {
  Assessment assessment = stale_assessment();
  auto& reasons = assessment.decision.reasons;
  reasons = {{ReasonCode::rust_source_changed, "a.rs", "its content differs"},
             {ReasonCode::same_stat_edit, "a.rs", "its size and time did not change"}};
  EXPECT_EQ(decision_line(assessment, "building"), "stale: a.rs: its content differs: building");
  reasons.insert(reasons.begin() + 1, {ReasonCode::rust_source_changed, "b.rs", "its content differs"});
  reasons.push_back({ReasonCode::same_stat_edit, "b.rs", "its size and time did not change"});
  EXPECT_EQ(decision_line(assessment, "building"), "stale: a.rs: its content differs (and 1 more): building");
  reasons.push_back({ReasonCode::unknown_flag, "", "--one"});
  reasons.push_back({ReasonCode::unknown_flag, "", "--two"});
  EXPECT_EQ(decision_line(assessment, "building"), "stale: a.rs: its content differs (and 3 more): building");
}

TEST(VerdictLine, SaysWhatWasProvedOrNot) {
  const Proof other_image = proof("same-image", ProofResult::inconclusive, "another image");
  const Proof open = proof("marker", ProofResult::inconclusive, "no marker is known");
  const Proof passed = proof("marker", ProofResult::pass, "\"a\" is in /a");
  Proof failed = proof("marker", ProofResult::fail, "\"b\" is not in /b");
  failed.mechanism = "placeholder-main";
  failed.cure = "touch it";
  EXPECT_EQ(verdict_line(outcome_with(Verdict::verified, {other_image, passed, passed})),
            "verified: \"a\" is in /a; \"a\" is in /a");
  EXPECT_EQ(verdict_line(outcome_with(Verdict::blocked, {passed, failed})),
            "blocked: \"b\" is not in /b; likely placeholder-main; touch it");
  EXPECT_EQ(verdict_line(outcome_with(Verdict::blocked, {other_image, open})), "blocked: no marker is known");
  EXPECT_EQ(verdict_line(outcome_with(Verdict::blocked, {})), "blocked: nothing could be verified");
  EXPECT_EQ(verdict_line(outcome_with(Verdict::unverified, {other_image, open})),
            "unverified: no marker is known");
  EXPECT_EQ(verdict_line(outcome_with(Verdict::unverified, {})), "unverified: verification is off");
}

TEST(OpenQuestions, AreToldAfterAVerifiedBuildOnly) {
  const Proof open = proof("marker", ProofResult::inconclusive, "no marker is known");
  const Proof passed = proof("marker", ProofResult::pass, "found");
  const Proof other_image = proof("same-image", ProofResult::inconclusive, "another image");
  EXPECT_THAT(open_questions(outcome_with(Verdict::verified, {other_image, passed, open})),
              ElementsAre("left open: no marker is known"));
  EXPECT_THAT(open_questions(outcome_with(Verdict::unverified, {open})), IsEmpty());
}

TEST(VerdictLine, NamesTheFailureWhoseMechanismIsKnown) {
  Proof named = proof("compiled", ProofResult::fail, "cargo compiled nothing");
  named.mechanism = "placeholder-main";
  const auto outcome =
      outcome_with(Verdict::blocked, {proof("marker", ProofResult::fail, "not there"), named});
  EXPECT_THAT(verdict_line(outcome), HasSubstr("placeholder-main"));
}

// A chain that passes but for the link `compiled`, which is as said.
Verification with_chain(Verdict verdict, std::vector<Proof> proofs, ProofResult compiled) {
  Verification verification{.verdict = verdict, .proofs = std::move(proofs)};
  Chain& chain = verification.custody.emplace().chain;
  for (const Link link : k_links) {
    chain.links[static_cast<std::size_t>(link)] = {
        link, ProofResult::pass, "all of " + std::string(link_name(link)), "", ""};
  }
  LinkResult& link = chain.links[static_cast<std::size_t>(Link::compiled)];
  link.result = compiled;
  if (compiled == ProofResult::fail)
    link = {link.link, compiled, "a.rs came later", "stale-base", "rebuild it"};
  return verification;
}

std::string line_with_chain(Verdict verdict, std::vector<Proof> proofs, ProofResult compiled) {
  BuildOutcome outcome;
  outcome.verification = with_chain(verdict, std::move(proofs), compiled);
  return verdict_line(outcome);
}

TEST(VerdictLine, SaysWhatTheWholeChainShowsAndTheMarkerAfterIt) {
  const Proof marker = proof("marker", ProofResult::pass, "\"a\" is in /a");
  EXPECT_EQ(line_with_chain(Verdict::verified, {}, ProofResult::pass),
            "verified: all of shipped: all of sources, all of compiled");
  EXPECT_EQ(line_with_chain(Verdict::verified, {marker}, ProofResult::pass),
            "verified: all of shipped: all of sources, all of compiled; \"a\" is in /a");
}

TEST(VerdictLine, NeverCallsAMarkerMoreThanFound) {
  const Proof marker = proof("marker", ProofResult::pass, "\"a\" is in /a");
  EXPECT_EQ(line_with_chain(Verdict::unverified, {marker}, ProofResult::inconclusive),
            "unverified: marker found: \"a\" is in /a; not shown: all of compiled");
  EXPECT_EQ(line_with_chain(Verdict::unverified, {}, ProofResult::inconclusive),
            "unverified: all of compiled");
  EXPECT_EQ(verdict_line(outcome_with(Verdict::unverified, {marker})),
            "unverified: marker found: \"a\" is in /a; nothing else was asked for");
}

TEST(VerdictLine, NamesTheLinkThatIsRefutedWithItsMechanismAndCure) {
  EXPECT_EQ(
      line_with_chain(Verdict::blocked, {proof("marker", ProofResult::pass, "found")}, ProofResult::fail),
      "blocked: a.rs came later; likely stale-base; rebuild it");
  EXPECT_EQ(line_with_chain(Verdict::blocked, {}, ProofResult::inconclusive), "blocked: all of compiled");
}

TEST(ChainNotes, AreTheChains) {
  BuildOutcome outcome;
  EXPECT_THAT(chain_notes(outcome), IsEmpty());
  outcome.verification = with_chain(Verdict::verified, {}, ProofResult::pass);
  outcome.verification.custody->chain.notes = {"a.rs was changed by the RUN in line 7"};
  EXPECT_THAT(chain_notes(outcome), ElementsAre("a.rs was changed by the RUN in line 7"));
}

TEST(Explanation, HasALineForEachReasonAndFile) {
  Assessment assessment = stale_assessment();
  assessment.decision.changes = {{FileChange::Kind::changed, "src/a.rs", FileClass::rust_source, true},
                                 {FileChange::Kind::touched, "Cargo.toml", FileClass::cargo_config, false}};
  const auto lines = explanation(assessment);
  ASSERT_THAT(lines, SizeIs(5));
  EXPECT_EQ(lines[0], "reason rust-source-changed: src/a\\nb.rs: its content differs");
  EXPECT_THAT(lines[2], HasSubstr("src/a.rs changed (rust-source, size and time kept)"));
  EXPECT_THAT(lines[3], HasSubstr("Cargo.toml touched, content as before"));
}

TEST(ShellLine, CanBePastedIntoAShell) {
  EXPECT_EQ(shell_line({"docker", "build", "--file=a/b.c", "a b", "", "it's", "$HOME"}),
            "docker build --file=a/b.c 'a b' '' 'it'\\''s' '$HOME'");
  EXPECT_EQ(shell_line({"a\x1b[2J'b", "a\nb", "back\\slash", "gr\xc3\xbc\xc3\x9f", "\xff", "\xc2\x9b"}),
            "$'a\\x1b[2J\\'b' $'a\\nb' 'back\\slash' 'gr\xc3\xbc\xc3\x9f' $'\\xff' $'\\xc2\\x9b'");
}

TEST(ReportJson, IsSoundForBytesThatAreNot) {
  const cb21::Setup setup{
      .request = {}, .options = {}, .client = DockerClient("/bin/docker", {}), .state_directory = ""};
  Assessment assessment = stale_assessment();
  assessment.decision.reasons[0].path = "a\xff.rs";
  BuildOutcome outcome =
      outcome_with(Verdict::blocked, {proof("marker", ProofResult::fail, "\xfe is missing")});
  outcome.docker_argv = {"docker", "\xff"};
  const auto report = report_json(setup, assessment, outcome);
  const std::string text = boost::json::serialize(report);
  boost::system::error_code error;
  boost::json::parse(text, error);
  EXPECT_FALSE(error) << text;
  EXPECT_EQ(text.find('\xff'), std::string::npos);
  EXPECT_EQ(text.find('\xfe'), std::string::npos);
  EXPECT_TRUE(report.at("docker_exit").is_null());
  EXPECT_EQ(report.at("verdict"), "blocked");
}

TEST(StatusJson, ListsFilesButNoDirectoriesAndLinks) {
  Assessment assessment;
  FileEntry file;
  file.path = "src/main.rs";
  file.file_class = FileClass::rust_source;
  FileEntry folder;
  folder.path = "src";
  folder.file_class = FileClass::directory;
  FileEntry link;
  link.path = "src/link.rs";
  link.file_class = FileClass::link;
  assessment.snapshot.files = {folder, link, file};
  const auto status = status_json(assessment);
  ASSERT_EQ(status.at("files").as_array().size(), 1U);
  EXPECT_EQ(status.at("files").at(0).at("path"), "src/main.rs");
  EXPECT_EQ(status.at("decision"), "unknown");
}

TEST(WriteReport, NamesTheFileThatCannotBeWritten) {
  const test::TempTree tree;
  write_report(tree.path("report.json"), {{"a", 1}});
  EXPECT_EQ(tree.read("report.json"), "{\"a\":1}\n");
  try {
    write_report(tree.path("missing/report.json"), {});
    FAIL() << "it was written";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("missing/report.json"));
  }
}

}  // namespace
}  // namespace cb21
