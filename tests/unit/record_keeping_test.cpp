// SPDX-License-Identifier: Apache-2.0
#include "commands/record_keeping.hpp"

#include "support/kept_records.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace cb21 {
namespace {

using test::k_identity;
using test::record_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

FileEntry file(const std::string& path, const std::string& content) {
  const Digest digest = digest_of(content);
  return {path, FileClass::rust_source, digest, digest, content.size(), 5, 0100644};
}

CustodyFindings whole_chain() {
  CustodyFindings found;
  for (const Link link : k_links)
    found.chain.links[static_cast<std::size_t>(link)] = {link, ProofResult::pass, "", "", ""};
  return found;
}

// One run of the pipeline around docker, which itself is left out.
class RecordKeeping : public testing::Test {
 protected:
  RecordKeeping() {
    assessment.identity = k_identity;
    assessment.context.roots.push_back({"", k_identity.context, {}});
    assessment.snapshot.files = {file("src/main.rs", "one")};
    outcome.image_id = "sha256:one";
    outcome.verification.verdict = Verdict::verified;
    outcome.verification.custody = whole_chain();
    outcome.verification.image_content = "content of one";
  }

  // Loads what is there and decides that it is fresh, or what is said.
  void decide(Freshness freshness, bool new_generation = false) {
    assessment.loaded = store.load(k_identity);
    assessment.decision = {.freshness = freshness,
                           .reasons = {},
                           .changes = {},
                           .manifest = manifest_digest(assessment.snapshot.files),
                           .new_generation = new_generation};
  }

  void build(const std::string& generation = "g1") {
    const std::optional<Ticket> ticket = claim_record(store, assessment);
    ASSERT_TRUE(ticket);
    remember(Console(true),
             store,
             ticket,
             {.setup = setup, .assessment = assessment, .generation = generation, .outcome = outcome});
  }

  void build_stale(const std::string& generation = "g1") {
    decide(Freshness::stale);
    build(generation);
  }

  Record record() const {
    Store now(tree.root());
    const LoadedRecord loaded = now.load(k_identity);
    const auto* found = std::get_if<Record>(&loaded);
    return found == nullptr ? Record{} : *found;
  }

  std::string loaded() const { return test::loaded(tree); }

  test::TempTree tree;
  Store store{tree.root()};
  cb21::Setup setup{
      .request = {}, .options = {}, .client = DockerClient("/bin/false", {}), .state_directory = ""};
  Assessment assessment;
  BuildOutcome outcome;
};

TEST_F(RecordKeeping, RemembersAVerifiedBuild) {
  build_stale();
  EXPECT_EQ(loaded(), "record g1");
  EXPECT_EQ(record().image_id, "sha256:one");
  EXPECT_EQ(record().image_content, "content of one");
  EXPECT_EQ(record().files, assessment.snapshot.files);
}

TEST_F(RecordKeeping, AnotherRunUnderWayTakesTheNameAway) {
  build_stale();
  decide(Freshness::fresh);
  Store other(tree.root());
  other.load(k_identity);
  const Ticket theirs = other.suspend_generation(k_identity);
  EXPECT_FALSE(theirs.contested);
  ASSERT_FALSE(assessment.decision.new_generation);
  ASSERT_TRUE(claim_record(store, assessment));
  EXPECT_TRUE(assessment.decision.new_generation);
}

TEST_F(RecordKeeping, ARunThatIsAloneKeepsTheName) {
  build_stale();
  decide(Freshness::fresh);
  ASSERT_TRUE(claim_record(store, assessment));
  EXPECT_FALSE(assessment.decision.new_generation);
  EXPECT_TRUE(assessment.decision.trust_cache());
}

TEST_F(RecordKeeping, WithoutALocalContextNothingIsClaimed) {
  assessment.context.roots.clear();
  decide(Freshness::stale);
  EXPECT_FALSE(claim_record(store, assessment));
  EXPECT_EQ(loaded(), "none");
}

TEST_F(RecordKeeping, InputsThatMovedWhileDockerReadThemAreNotRemembered) {
  outcome.inputs = InputsNow::moved;
  build_stale();
  EXPECT_EQ(loaded(), "none withdrawn");
  // Put back: what was hashed is there again, and docker may have read something else all the same.
  decide(Freshness::stale);
  EXPECT_EQ(cb21::decide(assessment.snapshot, assessment.loaded, {.judged_by_chain = true}).freshness,
            Freshness::unknown);
  outcome.inputs = InputsNow::touched;
  build_stale();
  EXPECT_EQ(loaded(), "record g1");
}

TEST_F(RecordKeeping, NothingThatWasTrustedStandsAfterABuildThatMayNotBeRemembered) {
  for (const bool moved : {true, false}) {
    build_stale();
    ASSERT_EQ(loaded(), "record g1");
    decide(Freshness::fresh);
    BuildOutcome good = outcome;
    outcome.inputs = moved ? InputsNow::moved : InputsNow::identical;
    outcome.verification.verdict = moved ? Verdict::verified : Verdict::blocked;
    build();
    EXPECT_EQ(loaded(), "none withdrawn last g1") << moved;
    outcome = std::move(good);
  }
}

TEST_F(RecordKeeping, InputsThatWereNotSeenWholeAreNotRemembered) {
  assessment.snapshot.unreadable = {"src/x.rs cannot be read"};
  build_stale();
  EXPECT_EQ(loaded(), "none withdrawn");
}

TEST_F(RecordKeeping, AnUnchangedRecordGetsItsNameBack) {
  build_stale();
  const Record before = record();
  decide(Freshness::fresh);
  build();
  EXPECT_EQ(record(), before);
}

TEST_F(RecordKeeping, AnUnverifiedBuildIsRememberedWithoutAnImage) {
  outcome.verification.verdict = Verdict::unverified;
  outcome.verification.custody.reset();
  build_stale();
  EXPECT_EQ(record().image_id, "");
  EXPECT_EQ(record().image_content, "");
  EXPECT_THAT(record().states, IsEmpty());
  EXPECT_EQ(record().files, assessment.snapshot.files);
}

TEST_F(RecordKeeping, KeepsWhatTheChainShowedOfEachVerifiedState) {
  CustodyFindings& found = *outcome.verification.custody;
  found.programs = {{"aa", 1}};
  found.learned = {"page.html"};
  build_stale();
  const Digest first = manifest_digest(record().files);
  EXPECT_THAT(record().programs, ElementsAre(VerifiedProgram{"aa", 1}));
  EXPECT_THAT(record().learned, ElementsAre("page.html"));
  EXPECT_THAT(record().states, ElementsAre(VerifiedState{first, "content of one"}));

  assessment.snapshot.files = {file("src/main.rs", "two")};
  outcome.image_id = "sha256:two";
  outcome.verification.image_content = "content of two";
  found.programs = {{"bb", 2}};
  found.learned = {"other.html"};
  build_stale("g2");
  const Digest second = manifest_digest(record().files);
  EXPECT_THAT(record().programs, ElementsAre(VerifiedProgram{"aa", 1}, VerifiedProgram{"bb", 2}));
  EXPECT_THAT(record().learned, ElementsAre("other.html")) << "what dep-info names now";
  EXPECT_THAT(record().states,
              ElementsAre(VerifiedState{second, "content of two"}, VerifiedState{first, "content of one"}));
}

TEST_F(RecordKeeping, TheVerifiedImageKeepsWhatTheRecordSaysOfIt) {
  CustodyFindings& found = *outcome.verification.custody;
  found.programs = {{"aa", 1}};
  found.learned = {"page.html"};
  build_stale();
  // Known by its id: nothing is looked into. A touched file makes the record anew.
  decide(Freshness::fresh);
  assessment.decision.changes = {{FileChange::Kind::touched, "src/main.rs", FileClass::rust_source, false}};
  outcome.verification.custody.reset();
  outcome.verification.image_content.clear();
  build("g2");
  EXPECT_EQ(loaded(), "record g2");
  EXPECT_THAT(record().programs, ElementsAre(VerifiedProgram{"aa", 1}));
  EXPECT_THAT(record().learned, ElementsAre("page.html"));
  EXPECT_EQ(record().image_content, "content of one");
  EXPECT_THAT(record().states, SizeIs(1));
}

TEST_F(RecordKeeping, ABuildInACacheMountIsRememberedWithAllThatWasSent) {
  CustodyFindings& found = *outcome.verification.custody;
  found.units = {{"/app/target/release/.fingerprint/app-0123456789abcdef", 7, "inputs"}};
  found.files = {file("page.html", "page"), file("src/main.rs", "one")};
  build_stale();
  EXPECT_EQ(record().files, found.files);
  EXPECT_EQ(record().units, found.units);
  EXPECT_EQ(record().states.front().manifest, manifest_digest(found.files));
}

TEST_F(RecordKeeping, StatesAreBounded) {
  for (std::size_t i = 0; i < k_most_states + 3; ++i) {
    assessment.snapshot.files = {file("src/main.rs", std::to_string(i))};
    build_stale();
  }
  EXPECT_THAT(record().states, SizeIs(k_most_states));
  EXPECT_EQ(record().states.front().manifest, manifest_digest(assessment.snapshot.files));
}

}  // namespace
}  // namespace cb21
