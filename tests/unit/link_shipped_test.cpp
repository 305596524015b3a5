// SPDX-License-Identifier: Apache-2.0
#include "proof/link_shipped.hpp"

#include "proof/artifact_match.hpp"
#include "support/chain_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr ProofResult k_pass = ProofResult::pass;
constexpr ProofResult k_open = ProofResult::inconclusive;

// The image's program is the artifact without its symbols.
void strip(ChainScene& scene) {
  ImageFile& file = scene.ship("/usr/local/bin/app", "stripped");
  file.build_id = "id-program";
  file.segments = "segments of program";
  scene.cut(k_first_run);
}

void compare(ChainScene& scene, const std::string& segments) {
  scene.segments["/app/target/release/app"] = segments;
  scene.segments["/app/target/release/deps/app-00000000000000aa"] = segments;
}

TEST(ShippedLink, FindsTheArtifactByItsContent) {
  expect_link(Link::shipped,
              {{"equal", [](ChainScene&) {}, k_pass, "", "/usr/local/bin/app"},
               {"by its name in deps only",
                [](ChainScene& s) { s.end().artifacts.erase(s.end().artifacts.begin()); },
                k_pass,
                "",
                ""},
               {"of another size",
                [](ChainScene& s) { s.image.files["/usr/local/bin/app"].size += 1; },
                k_open,
                "",
                "the image holds nothing that this build is seen to have compiled"},
               {"in a look between the RUNs",
                [](ChainScene& s) {
                  s.add_sound_cuts();
                  s.end().artifacts.clear();
                  s.end().units.clear();
                },
                k_pass,
                "",
                ""},
               {"stripped",
                [](ChainScene& s) {
                  strip(s);
                  compare(s, "segments of program");
                },
                k_pass,
                "",
                "/usr/local/bin/app, stripped"},
               {"stripped, not compared", strip, k_open, "", ""},
               {"a build-id that was given to two programs",
                [](ChainScene& s) {
                  strip(s);
                  compare(s, "segments of another");
                },
                k_open,
                "",
                ""},
               {"it cannot be read",
                [](ChainScene& s) {
                  strip(s);
                  compare(s, "");
                  s.image.files["/usr/local/bin/app"].segments = "";
                },
                k_open,
                "",
                ""},
               {"another build-id",
                [](ChainScene& s) {
                  strip(s);
                  compare(s, "segments of program");
                  s.image.files["/usr/local/bin/app"].build_id = "another";
                },
                k_open,
                "",
                ""},
               {"no build-id, of that name",
                [](ChainScene& s) {
                  strip(s);
                  compare(s, "segments of program");
                  s.image.files["/usr/local/bin/app"].build_id = "";
                  for (CargoArtifact& artifact : s.end().artifacts) artifact.build_id = "";
                },
                k_pass,
                "",
                "stripped"},
               {"two places of one path with different artifacts",
                [](ChainScene& s) {
                  strip(s);
                  compare(s, "segments of program");
                  StageEvidence& other = s.whole_cut(k_end_of_stage);
                  other.stage = 1;
                  other.artifacts = {artifact("app", "another", at(3000))};
                  other.artifacts[0].build_id = "id-program";
                },
                k_open,
                "",
                ""}});
}

TEST(ShippedLink, AsksForTheSegmentsOfWhatABuildIdNominates) {
  ChainScene scene;
  strip(scene);
  const Chain chain = scene.judge();
  EXPECT_THAT(chain.wants.segments, ElementsAre("/app/target/release/app"));
  EXPECT_EQ(chain.wants.segment_points.at("/app/target/release/app").stage, 0U);
  EXPECT_FALSE(chain.refuted()) << chain_text(chain);
  compare(scene, "segments of program");
  EXPECT_THAT(scene.judge().wants.segments, IsEmpty());
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  compare(scene, "segments of another");
  EXPECT_THAT(link_of(scene.judge(), Link::started).detail, HasSubstr("a later step rewrote it"));
}

TEST(ShippedLink, TakesOneSoundChainOfEqualArtifacts) {
  ChainScene scene;
  StageEvidence& first = scene.whole_cut(k_end_of_stage);
  first.stage = 1;
  scene.landings.push_back(scene.landings[0]);
  scene.landings.back().stage = 1;
  put(first, "/app/src/main.rs", "old", at(1000));
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
}

TEST(ShippedLink, SaysWhereNothingWasCompiled) {
  ChainScene scene;
  scene.end().units.clear();
  scene.end().artifacts.clear();
  Chain chain = scene.judge();
  EXPECT_THAT(chain.wants.cuts, ElementsAre(0U));
  EXPECT_FALSE(chain.no_rust);
  scene.cut(k_first_run);
  chain = scene.judge();
  EXPECT_FALSE(chain.refuted());
  EXPECT_EQ(link_of(chain, Link::shipped).detail, "/usr/local/bin/app: no step of this build compiles it");
  scene.old_programs = {"program"};
  EXPECT_EQ(
      link_of(scene.judge(), Link::shipped).detail,
      "/usr/local/bin/app: no step of this build compiles it, and its bytes equal those of the last build");
  EXPECT_FALSE(scene.judge().refuted());
  scene.old_programs.clear();
  scene.image.files.clear();
  EXPECT_THAT(link_of(scene.judge(), Link::shipped).detail, HasSubstr("holds no Rust program"));
  scene.evidence.trouble = "docker could not build the probe";
  EXPECT_FALSE(scene.judge().no_rust);
  EXPECT_EQ(link_of(scene.judge(), Link::shipped).detail, "docker could not build the probe");
}

TEST(ShippedLink, KnowsAnImageThatHasNothingToDoWithRust) {
  ChainScene scene;
  scene.end().units.clear();
  scene.end().artifacts.clear();
  scene.image.files.clear();
  EXPECT_FALSE(scene.judge().no_rust) << "what pip builds may be made of the manifest";
  scene.manifest_lands = false;
  EXPECT_TRUE(scene.judge().no_rust);
  scene.ship("/usr/local/bin/tool", "tool");
  EXPECT_FALSE(scene.judge().no_rust) << "a Rust program from elsewhere";
}

TEST(ShippedLink, CountsALibraryLikeAProgram) {
  ChainScene scene;
  scene.image.files.clear();
  scene.unit().kind = UnitKind::library;
  scene.end().artifacts = {artifact("libapp.so", "library", at(3000))};
  scene.end().artifacts[0].name = "app";
  scene.ship("/usr/lib/libapp.so", "library").executable = false;
  scene.ship_launcher("/usr/bin/python3");
  scene.start("/usr/bin/python3");
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  EXPECT_THAT(scene.judge().programs, ElementsAre("/usr/lib/libapp.so"));
}

}  // namespace
}  // namespace cb21
