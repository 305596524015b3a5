// SPDX-License-Identifier: Apache-2.0
#include "proof/chain.hpp"

#include "support/chain_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Chain, IsWholeOfASoundBuild) {
  const Chain chain = ChainScene().judge();
  EXPECT_TRUE(chain.whole()) << chain_text(chain);
  EXPECT_FALSE(chain.refuted());
  EXPECT_TRUE(chain.wants.empty());
  EXPECT_THAT(chain.programs, ElementsAre("/usr/local/bin/app"));
  EXPECT_THAT(chain.learned, ElementsAre("src/main.rs"));
  EXPECT_THAT(chain.units,
              ElementsAre(ChainUnit{
                  "/app/target/release/.fingerprint/app-00000000000000aa", at(2000), {"src/main.rs"}}));
  EXPECT_FALSE(chain.in_mount);
  EXPECT_FALSE(chain.no_rust);
}

TEST(Chain, TellsWhichPackagesMayReadUndeclared) {
  ChainScene scene;
  EXPECT_THAT(scene.judge().undeclared, IsEmpty());
  put(scene.end(), "/app/macros/Cargo.toml", "manifest of macros", at(100));
  put(scene.end(), "/app/macros/src/lib.rs", "macro", at(100));
  land(scene.landings[0], "/app/macros/Cargo.toml", "macros/Cargo.toml", "manifest of macros", 4);
  land(scene.landings[0], "/app/macros/src/lib.rs", "macros/src/lib.rs", "macro", 4);
  scene.depend(UnitKind::library, "macros", "00000000000000bb", at(1500), {"/app/macros/src/lib.rs"})
      .procedural_macro = true;
  EXPECT_THAT(scene.judge().undeclared, ElementsAre("Cargo.toml")) << "the package that expands it";
}

TEST(Chain, NamesItsLinksInOrder) {
  const Chain chain = ChainScene().judge();
  std::vector<std::string_view> names;
  for (const LinkResult& link : chain.links) names.push_back(link_name(link.link));
  EXPECT_THAT(names, ElementsAre("sources", "compiled", "linked", "shipped", "started"));
}

TEST(Chain, IsNotWholeWithALinkThatIsNotShown) {
  ChainScene scene;
  scene.unit().files_known = false;
  EXPECT_FALSE(scene.judge().whole());
  EXPECT_FALSE(scene.judge().refuted());
}

TEST(Chain, AsksForNothingMoreOnceRefuted) {
  ChainScene scene;
  scene.unit().fingerprint = "";
  scene.ship("/usr/bin/rg", "rg");
  scene.base_known = false;
  EXPECT_TRUE(scene.judge().refuted());
  EXPECT_TRUE(scene.judge().wants.empty());
}

TEST(Chain, JudgesEveryProgramThatIsShipped) {
  ChainScene scene;
  put(scene.end(), "/app/src/bin/worker.rs", "old", at(1000));
  land(scene.landings[0], "/app/src/bin/worker.rs", "src/bin/worker.rs", "worker", 4);
  scene.end().units.push_back(program("worker", "00000000000000bb", at(2000), {"/app/src/bin/worker.rs"}));
  scene.end().artifacts.push_back(artifact("worker", "worker", at(3000)));
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  scene.ship("/usr/local/bin/worker", "worker");
  scene.add_sound_cuts();
  EXPECT_EQ(link_of(scene.judge(), Link::sources).mechanism, "stale-layer") << chain_text(scene.judge());
  EXPECT_THAT(scene.judge().programs, ElementsAre("/usr/local/bin/app", "/usr/local/bin/worker"));
}

TEST(Chain, JudgesProgramsWhoseDigestWasNotAsked) {
  ChainScene scene;
  scene.end().units.push_back(program("worker", "00000000000000bb", at(2000), {"/app/src/main.rs"}));
  scene.unit().fingerprint_ns = at(2999);
  scene.end().artifacts.push_back(artifact("worker", "worker", at(3000)));
  scene.target_names.insert("worker");
  for (const std::string name : {"app", "worker"}) {
    ImageFile& file = scene.ship("/usr/local/bin/" + name, "");
    const std::string content = name == "app" ? "program" : "worker";
    file.build_id = "id-" + content;
    file.segments = "segments of " + content;
    scene.segments["/app/target/release/" + name] = file.segments;
  }
  EXPECT_EQ(link_of(scene.judge(), Link::linked).result, ProofResult::inconclusive)
      << chain_text(scene.judge());
  scene.unit().fingerprint_ns = at(4000);
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  scene.end().units.back().fingerprint = "";
  EXPECT_EQ(link_of(scene.judge(), Link::linked).mechanism, "cargo-failed") << chain_text(scene.judge());
}

TEST(Chain, GoesByWhatATargetFolderHoldsOnlyWhereNothingElseIsShipped) {
  ChainScene scene;
  scene.ship("/app/target/release/app", "program");
  scene.end().artifacts.push_back(artifact("worker", "placeholder", at(3000)));
  scene.ship("/app/target/release/worker", "placeholder");
  scene.ship("/app/target/release/older", "of no artifact");
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  scene.image.files.erase("/usr/local/bin/app");
  scene.image.files.erase("/app/target/release/worker");
  scene.image.files.erase("/app/target/release/older");
  // Of a test that was compiled too, which no unit is known to have made.
  scene.end().artifacts.push_back(artifact("deps/app-00000000000000ab", "test", at(9000)));
  scene.ship("/app/target/release/deps/app-00000000000000ab", "test");
  scene.started = {StartedFile::Kind::script, "/e.sh", "/e.sh", ""};
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
  EXPECT_THAT(scene.judge().programs, ElementsAre("/app/target/release/app"));
}

TEST(Chain, EscapesWhatItNames) {
  ChainScene scene;
  scene.ship("/usr/bin/a\nb", "other");
  scene.cut(k_first_run);
  EXPECT_EQ(link_of(scene.judge(), Link::started).detail.find('\n'), std::string::npos);
  EXPECT_EQ(link_of(scene.judge(), Link::started).result, ProofResult::inconclusive);
}

}  // namespace
}  // namespace cb21
