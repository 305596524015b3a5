// SPDX-License-Identifier: Apache-2.0
#include "commands/history_keeping.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

class HistoryKeeping : public testing::Test {
 protected:
  HistoryKeeping() {
    assessment.identity.context = "/home/me/hello";
    assessment.scan_milliseconds = 2;
    assessment.decision.freshness = Freshness::stale;
    assessment.decision.reasons = {{ReasonCode::rust_source_changed, "a.rs", "its content differs"}};
    assessment.decision.changes = {{FileChange::Kind::changed, "a.rs", FileClass::rust_source}};
    outcome.kind = BuildKind::partial;
    outcome.docker_milliseconds = 30;
    outcome.verify_milliseconds = 4;
    outcome.total_milliseconds = 40;
  }

  void note(BuildEnd end) { note_build(Console(true), store, assessment, outcome, end); }

  BuildHistory history() const { return store.history(assessment.identity); }

  test::TempTree tree;
  Store store{tree.root()};
  Assessment assessment;
  BuildOutcome outcome;
};

TEST_F(HistoryKeeping, NotesWhatWasDecidedAndWhatItCameTo) {
  note(BuildEnd::failed);
  BuildHistory builds = history();
  ASSERT_EQ(builds.size(), 1U);
  EXPECT_GT(builds.front().ended_at, 1'700'000'000);
  builds.front().ended_at = 0;
  const PastBuild expected{.ended_at = 0,
                           .decision = Freshness::stale,
                           .kind = BuildKind::partial,
                           .end = BuildEnd::failed,
                           .scan_milliseconds = 2,
                           .docker_milliseconds = 30,
                           .verify_milliseconds = 4,
                           .total_milliseconds = 40,
                           .reason = assessment.decision.reasons.front(),
                           .changes = assessment.decision.changes,
                           .more_changes = 0};
  EXPECT_EQ(builds.front(), expected);
}

TEST_F(HistoryKeeping, NotesNothingThatBelongsToNoProject) {
  for (const char* context : {"", "-"}) {
    assessment.identity.context = context;
    note(BuildEnd::verified);
    EXPECT_TRUE(history().empty());
  }
}

TEST_F(HistoryKeeping, DoesWithoutAHistoryThatCannotBeWritten) {
  note(BuildEnd::verified);
  const std::string file = "projects/" + identity_key(assessment.identity) + "/history";
  tree.remove(file);
  tree.directory(file);
  EXPECT_NO_THROW(note(BuildEnd::verified));
  Store none("");
  EXPECT_NO_THROW(note_build(Console(true), none, assessment, outcome, BuildEnd::verified));
}

TEST_F(HistoryKeeping, KnowsTheEndByTheVerdict) {
  EXPECT_EQ(end_of(Verdict::verified), BuildEnd::verified);
  EXPECT_EQ(end_of(Verdict::unverified), BuildEnd::unverified);
  EXPECT_EQ(end_of(Verdict::blocked), BuildEnd::blocked);
  EXPECT_EQ(end_of(Verdict::not_built), BuildEnd::failed);
}

}  // namespace
}  // namespace cb21
