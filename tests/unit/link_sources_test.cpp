// SPDX-License-Identifier: Apache-2.0
#include "proof/link_sources.hpp"

#include "support/chain_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr ProofResult k_pass = ProofResult::pass;
constexpr ProofResult k_fail = ProofResult::fail;
constexpr ProofResult k_open = ProofResult::inconclusive;

void edit_at_end(ChainScene& scene, const std::string& content) {
  scene.add_sound_cuts();
  put(scene.end(), "/app/src/main.rs", content, at(1000));
}

TEST(SourcesLink, ComparesWithTheFileThatLands) {
  expect_link(
      Link::sources,
      {{"equal", [](ChainScene&) {}, k_pass, "", "1 file as they are now"},
       {"a RUN made another of it", [](ChainScene& s) { edit_at_end(s, "stamped"); }, k_pass, "", "1 file"},
       {"a RUN removed it",
        [](ChainScene& s) {
          s.add_sound_cuts();
          s.end().files.erase("/app/src/main.rs");
        },
        k_pass,
        "",
        "1 file"},
       {"no look shows the content",
        [](ChainScene& s) {
          s.add_sound_cuts();
          for (StageEvidence& look : s.evidence.stages) put(look, "/app/src/main.rs", "old", at(1000));
        },
        k_fail,
        "stale-layer",
        "src/main.rs: the compiler had other content"},
       {"no look has it",
        [](ChainScene& s) {
          s.add_sound_cuts();
          for (StageEvidence& look : s.evidence.stages) look.files.erase("/app/src/main.rs");
        },
        k_open,
        "",
        "src/main.rs is in no look into its stage"},
       {"what is refuted is told before what is not shown",
        [](ChainScene& s) {
          s.add_sound_cuts();
          for (StageEvidence& look : s.evidence.stages) put(look, "/app/src/main.rs", "old", at(1000));
          s.unit().files_known = false;
        },
        k_fail,
        "stale-layer",
        "src/main.rs"},
       {"it changed while docker was building",
        [](ChainScene& s) {
          s.add_sound_cuts();
          for (StageEvidence& look : s.evidence.stages) put(look, "/app/src/main.rs", "old", at(1000));
          s.landings[0].files["/app/src/main.rs"].moved = true;
        },
        k_open,
        "",
        "changed while docker was building"},
       {"the looks were not taken",
        [](ChainScene& s) { put(s.end(), "/app/src/main.rs", "stamped", at(1000)); },
        k_open,
        "",
        "is not in its stage as it is in the context"},
       {"the looks could not be taken",
        [](ChainScene& s) {
          s.cut(k_second_run).why_none = "the stage has no shell";
          put(s.end(), "/app/src/main.rs", "stamped", at(1000));
        },
        k_open,
        "",
        "the stage has no shell"},
       {"the context's file cannot be read",
        [](ChainScene& s) { s.landings[0].files["/app/src/main.rs"].sha256 = ""; },
        k_open,
        "",
        "src/main.rs could not be read"},
       {"the stage's file cannot be read",
        [](ChainScene& s) { s.end().files["/app/src/main.rs"].sha256 = ""; },
        k_open,
        "",
        "could not be read"}});
}

// A landing tells the digest of what its look has.
TEST(SourcesLink, KnowsADigestThatAnotherLookTells) {
  ChainScene scene;
  scene.add_sound_cuts();
  scene.landings.push_back(scene.landings[0]);
  scene.landings[1].instruction = k_second_run;
  scene.landings[0].files["/app/src/main.rs"].sha256 = "";
  scene.end().files.erase("/app/src/main.rs");
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  for (StageEvidence& look : scene.evidence.stages) {
    for (CargoUnit& unit : look.units) unit.invoked_ctime_ns = at(60'000);  // unpacked: content alone tells
  }
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
}

TEST(SourcesLink, AsksForTheLooksBeforeAndBehindEachRun) {
  ChainScene scene;
  put(scene.end(), "/app/src/main.rs", "stamped", at(1000));
  EXPECT_THAT(scene.judge().wants.cuts, ElementsAre(0U));
  EXPECT_THAT(ChainScene().judge().wants.cuts, IsEmpty());
}

TEST(SourcesLink, NotesWhatARunChanged) {
  ChainScene scene;
  edit_at_end(scene, "stamped");
  put(scene.evidence.stages.back(), "/app/src/main.rs", "stamped", at(1800));
  EXPECT_THAT(scene.judge().notes, ElementsAre("src/main.rs was changed by the RUN in line 5"));
}

TEST(SourcesLink, IsNotShownWhereThePathLedElsewhere) {
  expect_link(Link::sources,
              {{"different RUNs mount different files",
                [](ChainScene& s) { s.landings[0].contested.insert("/app/src/main.rs"); },
                k_open,
                "",
                "RUNs see different files at /app/src/main.rs, by their mounts"},
               {"a link on the way is younger than the unit",
                [](ChainScene& s) { put(s.end(), "/app/src", "", at(2500)); },
                k_open,
                "",
                "the link /app/src on the way"},
               {"a link on the way is older",
                [](ChainScene& s) { put(s.end(), "/app/src", "", at(900)); },
                k_pass,
                "",
                "1 file"},
               {"dep-info is not whole",
                [](ChainScene& s) { s.unit().files_known = false; },
                k_open,
                "",
                "the dep-info of crate app"}});
}

void add_other_file(ChainScene& scene, bool before_the_runs) {
  scene.unit().files.emplace_back("/app/src/made.rs");
  scene.add_sound_cuts();
  put(scene.end(), "/app/src/made.rs", "made", at(1500));
  if (!before_the_runs) return;
  for (StageEvidence& look : scene.evidence.stages) put(look, "/app/src/made.rs", "made", at(50));
}

TEST(SourcesLink, LeavesToTheUserWhatARunMade) {
  expect_link(
      Link::sources,
      {{"a RUN made it", [](ChainScene& s) { add_other_file(s, false); }, k_pass, "", "1 file"},
       {"a RUN made it where the context may have brought more",
        [](ChainScene& s) {
          add_other_file(s, false);
          s.landings[0].gap = "the ADD on line 2 unpacks an archive";
        },
        k_pass,
        "",
        "1 file"},
       {"the base image has it", [](ChainScene& s) { add_other_file(s, true); }, k_pass, "", "1 file"},
       {"the context may have brought it",
        [](ChainScene& s) {
          add_other_file(s, true);
          s.landings[0].gap = "the ADD on line 2 unpacks an archive";
        },
        k_open,
        "",
        "/app/src/made.rs: the ADD on line 2 unpacks an archive"},
       {"the looks were not taken",
        [](ChainScene& s) { s.unit().files.emplace_back("/app/src/made.rs"); },
        k_open,
        "",
        "/app/src/made.rs is of no context"}});
}

TEST(SourcesLink, KnowsCopiesOfTheContextsFilesByTheirContent) {
  const auto move = [](ChainScene& s) {
    s.unit().files = {"/build/src/main.rs"};
    put(s.end(), "/build/src/main.rs", "main", at(1500));
    land(s.landings[0], "/app/src/util.rs", "src/util.rs", "util", 4);
  };
  expect_link(Link::sources,
              {{"a copy", move, k_pass, "", "1 file"},
               {"a neighbour that equals nothing of the context",
                [&](ChainScene& s) {
                  move(s);
                  s.unit().files.emplace_back("/build/src/util.rs");
                  s.add_sound_cuts();
                  put(s.end(), "/build/src/util.rs", "old util", at(1500));
                },
                k_open,
                "",
                "/build/src/util.rs lies among copies of the context's files"},
               {"an empty file is no copy",
                [](ChainScene& s) {
                  s.unit().files = {"/build/src/mod.rs"};
                  put(s.end(), "/build/src/mod.rs", "digest of nothing", at(1500));
                  s.end().files["/build/src/mod.rs"].size = 0;
                  land(s.landings[0], "/app/src/mod.rs", "src/mod.rs", "digest of nothing", 4);
                },
                k_open,
                "",
                "no file of the context went into"}});
}

TEST(SourcesLink, TakesCargosDepInfoWhereRustcsIsGone) {
  ChainScene scene;
  scene.unit().files.clear();
  scene.unit().files_known = false;
  EXPECT_FALSE(scene.judge().whole()) << "nothing tells what was compiled";
  scene.end().artifacts.front().files = {"/app/src/main.rs"};
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  CargoUnit& other = scene.depend(UnitKind::library, "other", "00000000000000bb", at(1500), {});
  other.files_known = false;
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  other.invoked_ns = other.invoked_ctime_ns = other.dep_info_ns = at(500);
  const LinkResult compiled = link_of(scene.judge(), Link::compiled);
  EXPECT_EQ(compiled.result, k_open) << "it may be a library of the project's own";
  EXPECT_THAT(compiled.detail, testing::HasSubstr("src/main.rs"));
  put(scene.end(), "/app/src/main.rs", "old", at(1000));
  scene.add_sound_cuts();
  for (StageEvidence& look : scene.evidence.stages) put(look, "/app/src/main.rs", "old", at(1000));
  EXPECT_EQ(link_of(scene.judge(), Link::sources).mechanism, "stale-layer");
}

TEST(SourcesLink, FollowsFoldersThatABuildScriptDeclared) {
  ChainScene scene;
  land(scene.landings[0], "/app/migrations/1.sql", "migrations/1.sql", "one", 4);
  put(scene.end(), "/app/migrations/1.sql", "one", at(1000));
  scene.unit().files.emplace_back("/app/migrations");
  EXPECT_THAT(scene.judge().learned, ElementsAre("migrations/1.sql", "src/main.rs"));
  scene.add_sound_cuts();
  for (StageEvidence& look : scene.evidence.stages) put(look, "/app/migrations/1.sql", "old", at(1000));
  EXPECT_EQ(link_of(scene.judge(), Link::sources).mechanism, "stale-layer");
}

TEST(SourcesLink, AsksAnArtifactThatWasCompiledIn) {
  const auto embed = [](ChainScene& s) {
    s.unit().files.emplace_back("/app/target/release/guest");
    land(s.landings[0], "/app/guest/src/main.rs", "guest/src/main.rs", "guest main", 4);
    put(s.end(), "/app/guest/src/main.rs", "guest main", at(1000));
  };
  const auto guest = [&](ChainScene& s) {
    embed(s);
    s.end().units.push_back(program("guest", "00000000000000bb", at(1200), {"/app/guest/src/main.rs"}));
    s.end().artifacts.push_back(artifact("guest", "guest", at(1300)));
  };
  expect_link(Link::sources,
              {{"an artifact", guest, k_pass, "", "2 files"},
               {"of other sources",
                [&](ChainScene& s) {
                  guest(s);
                  s.add_sound_cuts();
                  for (StageEvidence& look : s.evidence.stages)
                    put(look, "/app/guest/src/main.rs", "old", at(1000));
                },
                k_fail,
                "stale-layer",
                "guest/src/main.rs"},
               {"no artifact that is known",
                embed,
                k_open,
                "",
                "/app/target/release/guest was compiled into crate app"}});
}

TEST(SourcesLink, NeedsAFileOfTheContext) {
  ChainScene scene;
  scene.landings[0].files.clear();
  const Chain chain = scene.judge();
  EXPECT_EQ(link_of(chain, Link::sources).result, k_open) << chain_text(chain);
  EXPECT_THAT(chain.units, IsEmpty());
}

TEST(SourcesLink, AsksWhatTheArtifactsOwnDepInfoNames) {
  ChainScene scene;
  scene.end().artifacts[0].files = {"/app/src/main.rs", "/app/templates/a.html"};
  land(scene.landings[0], "/app/templates/a.html", "templates/a.html", "a", 4);
  put(scene.end(), "/app/templates/a.html", "a", at(1000));
  EXPECT_THAT(scene.judge().learned, Contains("templates/a.html"));
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  put(scene.end(), "/app/templates/a.html", "old", at(1000));
  EXPECT_FALSE(scene.judge().whole());
}

}  // namespace
}  // namespace cb21
