// SPDX-License-Identifier: Apache-2.0
#include "proof/diagnosis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// "same-stat-edit shown", ... for what was seen; each sign's evidence is its number.
std::vector<std::string> ranked(const std::vector<Sign>& signs) {
  std::vector<Observation> seen;
  seen.reserve(signs.size());
  for (const Sign sign : signs) seen.push_back({sign, "e" + std::to_string(static_cast<int>(sign))});
  std::vector<std::string> names;
  for (const Candidate& candidate : rank_mechanisms(seen)) {
    names.push_back(candidate.mechanism + " " + std::string(weight_name(candidate.weight)));
  }
  return names;
}

TEST(RankMechanisms, NamesWhatEachSignSpeaksFor) {
  struct Case {
    std::vector<Sign> signs;
    std::vector<std::string> names;
  };

  const std::vector<Case> cases{
      {{}, {}},
      {{Sign::texts_found}, {}},
      {{Sign::tag_behind_record}, {"image-not-loaded shown"}},
      {{Sign::tag_behind_record, Sign::tagged_as_another}, {"deploy-path shown"}},
      {{Sign::builder_keeps_result}, {"image-not-loaded possible"}},
      {{Sign::other_machine}, {"one-arch-everywhere shown"}},
      {{Sign::hosts_own_binary}, {"host-target-copied shown"}},
      {{Sign::hard_linked_other}, {"hardlink-classic shown"}},
      {{Sign::other_than_copied}, {"not-rebuilt likely"}},
      {{Sign::other_digest}, {"not-rebuilt likely"}},
      {{Sign::ships_other_bin, Sign::texts_missing}, {"wrong-bin shown"}},
      {{Sign::main_not_built}, {"wrong-bin likely"}},
      {{Sign::input_left_out}, {"ignored-input shown"}},
      {{Sign::lock_left_out}, {"lock-drift shown"}},
      {{Sign::layer_has_other_tree}, {"dir-mode-change shown"}},
      {{Sign::moved_since_verified}, {"not-rebuilt shown"}},
      {{Sign::old_container}, {"container-not-recreated likely"}},
      {{Sign::imports_cache, Sign::fetched_in_run}, {"cache-import possible", "fetched-in-run possible"}},
      {{Sign::filter_names_nothing, Sign::fetched_in_run},
       {"partial-invalidation likely", "fetched-in-run possible"}},
      {{Sign::foreign_sources}, {"stale-base possible"}},
  };
  for (const Case& c : cases) EXPECT_EQ(ranked(c.signs), c.names);
}

TEST(RankMechanisms, TellsTheTwoStaleCopiesOfAContextByWhenTheFileWasEdited) {
  EXPECT_THAT(ranked({Sign::copy_has_other_content, Sign::edited_after_image}),
              ElementsAre("same-stat-edit shown", "same-name-context likely"));
  EXPECT_THAT(ranked({Sign::copy_has_other_content}),
              ElementsAre("same-name-context shown", "same-stat-edit likely"));
  EXPECT_THAT(ranked({Sign::copy_has_other_content, Sign::edited_after_image, Sign::time_in_future}),
              ElementsAre("clock-or-filesystem shown", "same-stat-edit likely"));
}

TEST(RankMechanisms, TakesThePlaceholderOfADockerfileForOneOfTheImageWhereTextsAreMissing) {
  const Sign in_file = Sign::placeholder_in_dockerfile;
  EXPECT_THAT(ranked({in_file, Sign::texts_missing}), ElementsAre("placeholder-main shown"));
  EXPECT_THAT(ranked({in_file, Sign::stub}), ElementsAre("placeholder-main shown"));
  EXPECT_THAT(ranked({in_file}), ElementsAre("placeholder-main possible"));
  EXPECT_THAT(ranked({in_file, Sign::texts_found}), IsEmpty());
  EXPECT_THAT(ranked({Sign::stub}), ElementsAre("placeholder-main likely"));
  EXPECT_THAT(ranked({Sign::texts_missing}), ElementsAre("wrong-bin likely"));
  EXPECT_THAT(ranked({Sign::unbuilt_in_dockerfile, Sign::texts_missing}), ElementsAre("unbuilt-bin shown"));
  EXPECT_THAT(ranked({Sign::unmade_bin_in_dockerfile, Sign::texts_missing}), ElementsAre("wrong-bin shown"));
}

TEST(RankMechanisms, NamesTheMountAndWhatItDidWithTheTimes) {
  const Sign mount = Sign::target_mount_in_dockerfile;
  EXPECT_THAT(ranked({mount}), ElementsAre("target-cache-mount possible"));
  EXPECT_THAT(ranked({mount, Sign::layer_has_older_times}),
              ElementsAre("revert-with-target-mount likely", "target-cache-mount possible"));
  EXPECT_THAT(ranked({mount, Sign::other_input_newer}),
              ElementsAre("non-rust-input likely", "target-cache-mount possible"));
  // Without the mount docker's own key sees that file, and the times of a layer matter to nobody.
  EXPECT_THAT(ranked({Sign::other_input_newer, Sign::layer_has_older_times}), IsEmpty());
}

TEST(RankMechanisms, AsksForABuildOnlyWhereNoneFollowedTheEdit) {
  EXPECT_THAT(ranked({Sign::older_than_source}), ElementsAre("not-rebuilt likely"));
  EXPECT_THAT(ranked({Sign::older_than_source, Sign::tagged_after_edit}), IsEmpty());
  EXPECT_THAT(ranked({Sign::older_than_source, Sign::tagged_after_edit, Sign::target_mount_in_dockerfile}),
              ElementsAre("target-cache-mount likely"));
}

TEST(RankMechanisms, LeavesOutWhatIsMerelyPossibleBesideWhatIsShown) {
  EXPECT_THAT(ranked({Sign::other_machine, Sign::fetched_in_run}), ElementsAre("one-arch-everywhere shown"));
  EXPECT_THAT(ranked({Sign::other_machine, Sign::old_container}),
              ElementsAre("one-arch-everywhere shown", "container-not-recreated likely"));
}

TEST(RankMechanisms, TrustsWhatWasVerifiedButForWhatIsSeen) {
  EXPECT_THAT(ranked({Sign::verified_as_is, Sign::target_mount_in_dockerfile, Sign::fetched_in_run}),
              IsEmpty());
  EXPECT_THAT(ranked({Sign::verified_as_is, Sign::old_container}),
              ElementsAre("container-not-recreated likely"));
}

TEST(RankMechanisms, NamesTwoAtMost) {
  EXPECT_THAT(ranked({Sign::tag_behind_record, Sign::other_machine, Sign::hosts_own_binary}),
              ElementsAre("image-not-loaded shown", "one-arch-everywhere shown"));
}

TEST(RankMechanisms, GivesTheEvidenceOfEverySignThatItNeeds) {
  const auto candidates = rank_mechanisms({{Sign::edited_after_image, "edited"},
                                           {Sign::copy_has_other_content, "differs"},
                                           {Sign::copy_has_other_content, "said twice"}});
  EXPECT_EQ(candidates.front().evidence, "differs; edited");
}

TEST(CureOfImage, SaysWhatToDoAboutEachMechanism) {
  for (const std::string mechanism : {"image-not-loaded",
                                      "one-arch-everywhere",
                                      "host-target-copied",
                                      "hardlink-classic",
                                      "unbuilt-bin",
                                      "placeholder-main",
                                      "wrong-bin",
                                      "ignored-input",
                                      "lock-drift",
                                      "clock-or-filesystem",
                                      "same-stat-edit",
                                      "same-name-context",
                                      "dir-mode-change",
                                      "not-rebuilt",
                                      "partial-invalidation",
                                      "revert-with-target-mount",
                                      "non-rust-input",
                                      "container-not-recreated",
                                      "target-cache-mount",
                                      "cache-import",
                                      "fetched-in-run",
                                      "stale-base"}) {
    EXPECT_FALSE(cure_of_image(mechanism).empty()) << mechanism;
  }
  EXPECT_THAT(std::string(cure_of_image("same-stat-edit")), HasSubstr("name of its own"));
  EXPECT_EQ(remedy_of("stale-base"), Remedy::build_with_pull);
  EXPECT_EQ(remedy_of("same-stat-edit"), Remedy::build);
}

}  // namespace
}  // namespace cb21
