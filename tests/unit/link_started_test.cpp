// SPDX-License-Identifier: Apache-2.0
#include "proof/link_started.hpp"

#include "support/chain_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr ProofResult k_pass = ProofResult::pass;
constexpr ProofResult k_fail = ProofResult::fail;
constexpr ProofResult k_open = ProofResult::inconclusive;

void start_other(ChainScene& scene, const std::string& path, bool from_base) {
  scene.ship(path, "other");
  scene.start(path);
  if (from_base) scene.base_files.insert(path);
  scene.add_sound_cuts();
}

void launch(ChainScene& scene) {
  scene.ship_launcher("/bin/bash");
  scene.start("/bin/bash");
}

TEST(StartedLink, AsksWhatTheImageStarts) {
  expect_link(Link::started,
              {{"what was compiled", [](ChainScene&) {}, k_pass, "", "/usr/local/bin/app"},
               {"the base image's old program",
                [](ChainScene& s) { start_other(s, "/usr/bin/app", true); },
                k_fail,
                "wrong-program",
                "the image starts another program: /usr/bin/app is the base image's own"},
               {"another program under the target's name",
                [](ChainScene& s) { start_other(s, "/opt/app", false); },
                k_fail,
                "wrong-program",
                "/opt/app is not what this build compiled into /app/target/release/app"},
               {"a program of an earlier image",
                [](ChainScene& s) {
                  start_other(s, "/opt/server", false);
                  s.old_programs = {"other"};
                },
                k_fail,
                "wrong-program",
                "/opt/server is the program of an earlier image"},
               {"the base image's, of an earlier image",
                [](ChainScene& s) {
                  start_other(s, "/opt/server", true);
                  s.old_programs = {"other"};
                },
                k_fail,
                "wrong-program",
                "the program of an earlier image"},
               {"a foreign Rust program above the base",
                [](ChainScene& s) { start_other(s, "/usr/bin/uv", false); },
                k_open,
                "",
                "/usr/bin/uv is a Rust program that no step of this build is seen to compile"},
               {"a foreign Rust program of the base",
                [](ChainScene& s) { start_other(s, "/usr/bin/uv", true); },
                k_open,
                "",
                "/usr/bin/uv is a Rust program of the base image"},
               {"a file that may be packed",
                [](ChainScene& s) {
                  start_other(s, "/opt/app", false);
                  s.image.files["/opt/app"].rust = false;
                  s.image.files["/opt/app"].build_id = "";
                },
                k_open,
                "",
                "may be packed"},
               {"another tool of the target's name",
                [](ChainScene& s) {
                  start_other(s, "/opt/app", true);
                  s.image.files["/opt/app"].rust = false;
                },
                k_fail,
                "wrong-program",
                ""}});
}

TEST(StartedLink, PassesTheQuestionOnFromALauncher) {
  expect_link(
      Link::started,
      {{"a shell", launch, k_pass, "", "/bin/bash, a launcher; each Rust program that the image ships"},
       {"a script",
        [](ChainScene& s) {
          s.started = {StartedFile::Kind::script, "/e.sh", "/e.sh", "/usr/local/bin/app"};
        },
        k_pass,
        "",
        "/e.sh (/usr/local/bin/app), a launcher"},
       {"a script that says it starts the compiled one, beside old code in the base",
        [](ChainScene& s) {
          start_other(s, "/opt/app", true);
          s.started = {StartedFile::Kind::script, "/e.sh", "/e.sh", "/usr/local/bin/app"};
        },
        k_fail,
        "wrong-bin",
        "/opt/app is the base image's own"},
       {"nothing is started", [](ChainScene& s) { s.started = {}; }, k_pass, "", "the image starts nothing"},
       {"the target is not in the image",
        [](ChainScene& s) {
          s.started = {StartedFile::Kind::missing, "app", "", ""};
        },
        k_fail,
        "wrong-program",
        "the image starts app, which is not in it"},
       {"some word is not in the image",
        [](ChainScene& s) {
          s.started = {StartedFile::Kind::missing, "run.sh", "", ""};
        },
        k_open,
        "",
        "run.sh"}});
}

TEST(StartedLink, AsksEveryRustProgramAboveTheBase) {
  const auto beside = [](ChainScene& s, const std::string& path, bool from_base) {
    s.ship(path, "other");
    if (from_base) s.base_files.insert(path);
    s.add_sound_cuts();
  };
  const auto compile_worker = [](ChainScene& s) {
    s.target_names.insert("worker");
    s.end().units.push_back(program("worker", "00000000000000bb", at(2000), {"/app/src/main.rs"}));
    s.end().artifacts.push_back(artifact("worker", "worker", at(3000)));
  };
  expect_link(Link::started,
              {{"a tool of the base", [&](ChainScene& s) { beside(s, "/usr/bin/rg", true); }, k_pass, "", ""},
               {"a tool above the base",
                [&](ChainScene& s) { beside(s, "/usr/bin/rg", false); },
                k_open,
                "",
                "/usr/bin/rg"},
               {"old code beside, under a target's name",
                [&](ChainScene& s) {
                  compile_worker(s);
                  beside(s, "/usr/local/bin/worker", false);
                },
                k_fail,
                "wrong-bin",
                "/usr/local/bin/worker is not what this build compiled into /app/target/release/worker"},
               {"the base's tool under a target's name is none of rustc's",
                [&](ChainScene& s) {
                  beside(s, "/usr/games/app", true);
                  s.image.files["/usr/games/app"].rust = false;
                },
                k_pass,
                "",
                ""},
               {"another target's artifact under a target's name",
                [&](ChainScene& s) {
                  compile_worker(s);
                  s.ship("/usr/local/bin/worker", "program");
                },
                k_fail,
                "wrong-bin",
                "/usr/local/bin/worker is app, and not what this build compiled as worker"},
               {"an artifact under a name of the user's choice",
                [&](ChainScene& s) { s.ship("/usr/local/bin/server", "program"); },
                k_pass,
                "",
                ""},
               {"what cargo keeps for itself",
                [&](ChainScene& s) {
                  beside(s, "/app/target/release/build/app-cc/build-script-build", false);
                  s.ship("/app/target/release/deps/libmac.so", "macro");
                },
                k_pass,
                "",
                ""},
               {"a library under a target's name",
                [&](ChainScene& s) { beside(s, "/usr/lib/libapp.so", false); },
                k_open,
                "",
                "/usr/lib/libapp.so"},
               {"a library of no target's name",
                [&](ChainScene& s) {
                  beside(s, "/usr/lib/libssl.so", false);
                  s.image.files["/usr/lib/libssl.so"].executable = false;
                  s.image.files["/usr/lib/libssl.so"].rust = false;
                },
                k_pass,
                "",
                ""},
               {"the image was not read whole",
                [](ChainScene& s) { s.image.truncated = true; },
                k_open,
                "",
                "more files"}});
}

TEST(StartedLink, AsksTheBaseThenTheLooksBetween) {
  ChainScene scene;
  scene.ship("/usr/bin/rg", "rg");
  scene.base_known = false;
  EXPECT_THAT(scene.judge().wants.base_files, ElementsAre("/usr/bin/rg"));
  EXPECT_TRUE(scene.judge().wants.cuts.empty());
  scene.base_known = true;
  EXPECT_THAT(scene.judge().wants.cuts, ElementsAre(0U));
  scene.base_files.insert("/usr/bin/rg");
  EXPECT_TRUE(scene.judge().wants.empty());
}

// The RUN that compiled took its target folder away.
TEST(StartedLink, DoesNotRefuteWhatWasCompiledInAPlaceThatIsGone) {
  ChainScene scene;
  scene.add_placeholder_cuts();
  scene.end().artifacts.clear();
  scene.end().units.clear();
  scene.ship("/usr/local/bin/app", "compiled and gone");
  Chain chain = scene.judge();
  EXPECT_EQ(link_of(chain, Link::started).result, k_open) << chain_text(chain);
  EXPECT_THAT(link_of(chain, Link::started).detail, HasSubstr("where it was compiled is gone"));
  EXPECT_FALSE(chain.refuted());
}

TEST(StartedLink, DoesNotRefuteWhatACachedRunTookFromAMount) {
  ChainScene scene;
  scene.unit().in_mount = true;
  for (CargoArtifact& artifact : scene.end().artifacts) artifact.in_mount = true;
  scene.build_began_ns = at(9000);
  scene.cut(k_first_run);
  scene.ship("/usr/local/bin/app", "of the mount as it was");
  const Chain chain = scene.judge();
  EXPECT_FALSE(chain.refuted()) << chain_text(chain);
  EXPECT_TRUE(chain.climbing_may_help);
}

TEST(StartedLink, DoesNotRefuteWhereAStageCouldNotBeLookedInto) {
  ChainScene scene;
  start_other(scene, "/opt/app", false);
  scene.evidence.stages.emplace_back();
  scene.evidence.stages.back().stage = 1;
  scene.evidence.stages.back().why_none = "the stage has no shell";
  const Chain chain = scene.judge();
  EXPECT_FALSE(chain.refuted()) << chain_text(chain);
  EXPECT_THAT(link_of(chain, Link::started).detail, HasSubstr("the stage has no shell"));
}

}  // namespace
}  // namespace cb21
