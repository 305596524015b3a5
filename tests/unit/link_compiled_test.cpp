// SPDX-License-Identifier: Apache-2.0
#include "proof/link_compiled.hpp"

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

void come_late(ChainScene& scene) { scene.end().files["/app/src/main.rs"].ctime_ns = at(2500); }

void set_whole_seconds(ChainScene& scene, std::int64_t file, std::int64_t unit) {
  scene.end().whole_seconds = true;
  scene.end().files["/app/src/main.rs"].ctime_ns = at(file);
  CargoUnit& one = scene.unit();
  one.invoked_ns = one.invoked_ctime_ns = one.dep_info_ns = at(unit);
}

// Layers that were packed: times in whole seconds, every ctime the unpacking's.
void unpack(ChainScene& scene) {
  CargoUnit& unit = scene.unit();
  unit.invoked_ctime_ns = at(60'500);
  for (auto& [path, file] : scene.end().files) file.ctime_ns = at(60'400);
}

TEST(CompiledLink, GoesByTheTimes) {
  expect_link(
      Link::compiled,
      {{"older", [](ChainScene&) {}, k_pass, "", "1 unit, after its sources came"},
       {"younger", come_late, k_open, "", "src/main.rs is not older than the compilation of crate app"},
       {"of the same moment",
        [](ChainScene& s) { s.end().files["/app/src/main.rs"].ctime_ns = at(2000); },
        k_open,
        "",
        "not older"},
       {"an earlier second", [](ChainScene& s) { set_whole_seconds(s, 1000, 2000); }, k_pass, "", ""},
       {"the same second decides nothing",
        [](ChainScene& s) { set_whole_seconds(s, 2000, 2000); },
        k_open,
        "",
        "not older"},
       {"the same second in nanoseconds decides",
        [](ChainScene& s) { s.end().files["/app/src/main.rs"].ctime_ns = at(1999); },
        k_pass,
        "",
        ""}});
}

TEST(CompiledLink, LooksBeforeTheRunThatCompiled) {
  expect_link(Link::compiled,
              {{"chown, touch or a second COPY behind the compiler",
                [](ChainScene& s) {
                  s.add_sound_cuts();
                  come_late(s);
                },
                k_pass,
                "",
                ""},
               {"a placeholder",
                [](ChainScene& s) {
                  s.add_placeholder_cuts();
                  come_late(s);
                  for (StageEvidence& look : s.evidence.stages) {
                    if (look.files.contains("/app/src/main.rs"))
                      look.files["/app/src/main.rs"].ctime_ns = at(2500);
                  }
                },
                k_fail,
                "placeholder-main",
                "crate app was compiled by the RUN in line 3, before src/main.rs was copied in line 4"},
               {"the sources were removed behind the compiler",
                [](ChainScene& s) {
                  s.add_sound_cuts();
                  s.end().files.erase("/app/src/main.rs");
                },
                k_pass,
                "",
                ""},
               {"the sources of a placeholder were removed",
                [](ChainScene& s) {
                  s.add_placeholder_cuts();
                  for (StageEvidence& look : s.evidence.stages)
                    look.files["/app/src/main.rs"].ctime_ns = at(2500);
                  s.evidence.stages[1].files.erase("/app/src/main.rs");
                  s.end().files.erase("/app/src/main.rs");
                },
                k_fail,
                "placeholder-main",
                ""},
               {"a RUN before the compiler put a version in",
                [](ChainScene& s) {
                  s.add_sound_cuts();
                  come_late(s);
                  put(s.evidence.stages[1], "/app/src/main.rs", "main", at(2400));
                  for (const std::size_t look : {0U, 3U, 4U})
                    put(s.evidence.stages[look], "/app/src/main.rs", "stamped", at(2500));
                },
                k_pass,
                "",
                ""},
               {"a RUN had put another in its place, and a COPY brought it back",
                [](ChainScene& s) {
                  s.add_sound_cuts();
                  come_late(s);
                  put(s.evidence.stages[1], "/app/src/main.rs", "main", at(500));
                  put(s.evidence.stages[3], "/app/src/main.rs", "replaced", at(900));
                  put(s.evidence.stages[4], "/app/src/main.rs", "replaced", at(900));
                },
                k_fail,
                "placeholder-main",
                "by the RUN in line 5"},
               {"a placeholder that was compiled again before a chown",
                [](ChainScene& s) {
                  s.add_sound_cuts();
                  come_late(s);
                  s.evidence.stages[2].units.push_back(s.unit());
                  s.evidence.stages[2].units[0].invoked_ns = at(700);
                },
                k_pass,
                "",
                ""},
               {"a RUN copied the sources and compiled them",
                [](ChainScene& s) {
                  s.unit().files = {"/build/src/main.rs"};
                  s.add_sound_cuts();
                  put(s.end(), "/build/src/main.rs", "main", at(9000));
                  put(s.evidence.stages[4], "/build/src/main.rs", "main", at(1900));
                },
                k_pass,
                "",
                ""},
               {"the context has a placeholder of its own",
                [](ChainScene& s) {
                  s.add_placeholder_cuts();
                  s.landings.push_back(s.landings[0]);
                  s.landings[1].instruction = k_first_run;
                  land(s.landings[1], "/app/src/main.rs", "stub.rs", "stub", 2);
                  come_late(s);
                  put(s.evidence.stages[1], "/app/src/main.rs", "stub", at(1500));
                  for (const std::size_t look : {2U, 3U, 4U})
                    s.evidence.stages[look].files["/app/src/main.rs"].ctime_ns = at(2500);
                },
                k_fail,
                "placeholder-main",
                ""},
               {"a configuration that the image gets another of",
                [](ChainScene& s) {
                  s.unit().files.emplace_back("/app/config.toml");
                  land(s.landings[0], "/app/config.toml", "production.toml", "production", 6);
                  put(s.end(), "/app/config.toml", "production", at(2500));
                  s.add_sound_cuts();
                  for (const std::size_t look : {1U, 2U, 3U})
                    put(s.evidence.stages[look], "/app/config.toml", "development", at(900));
                  s.landings.push_back(s.landings[0]);
                  s.landings[1].instruction = k_second_run;
                  land(s.landings[1], "/app/config.toml", "development.toml", "development", 2);
                },
                k_pass,
                "",
                ""},
               {"the content was moved while docker was building",
                [](ChainScene& s) {
                  s.add_placeholder_cuts();
                  come_late(s);
                  for (const std::size_t look : {3U, 4U})
                    s.evidence.stages[look].files["/app/src/main.rs"].ctime_ns = at(2500);
                  s.landings[0].files["/app/src/main.rs"].moved = true;
                },
                k_open,
                "",
                "changed while docker was building"},
               {"the looks could not be taken",
                [](ChainScene& s) {
                  s.cut(k_second_run).why_none = "the stage has no shell";
                  come_late(s);
                },
                k_open,
                "",
                "the stage has no shell"}});
}

TEST(CompiledLink, AsksForTheLooks) {
  ChainScene scene;
  come_late(scene);
  EXPECT_THAT(scene.judge().wants.cuts, ElementsAre(0U));
  EXPECT_FALSE(scene.judge().climbing_may_help);
}

// The unit is there before the first RUN of its stage.
void bring_unit(ChainScene& scene) {
  come_late(scene);
  for (const std::size_t instruction : {k_first_run, k_behind_first_run, k_second_run, k_behind_second_run})
    scene.whole_cut(instruction);
}

TEST(CompiledLink, LooksWhereTheUnitCameFrom) {
  expect_link(
      Link::compiled,
      {{"the base image", bring_unit, k_fail, "stale-base", "crate app was compiled in the base image"},
       {"the context",
        [](ChainScene& s) {
          bring_unit(s);
          land(s.landings[0], s.unit().folder + "/invoked.timestamp", "target/x", "now", 2);
        },
        k_fail,
        "host-target-copied",
        "on the host"},
       {"a stage that had the sources",
        [](ChainScene& s) {
          bring_unit(s);
          StageEvidence& before = s.cut(k_second_run);
          before.stage = 1;
          put(before, "/src/src/main.rs", "main", at(1000));
          s.whole_cut(k_end_of_stage).stage = 1;
        },
        k_pass,
        "",
        ""},
       {"a stage that had a placeholder",
        [](ChainScene& s) {
          bring_unit(s);
          StageEvidence& before = s.cut(k_second_run);
          before.stage = 1;
          s.whole_cut(k_end_of_stage).stage = 1;
        },
        k_fail,
        "placeholder-main",
        ""}});
  ChainScene scene;
  bring_unit(scene);
  scene.whole_cut(k_end_of_stage).stage = 1;
  EXPECT_THAT(scene.judge().wants.cuts, ElementsAre(1U));
}

TEST(CompiledLink, NamesTheProgramThatWasBuiltInstead) {
  const auto build_again = [](ChainScene& s, bool in_mount) {
    s.add_placeholder_cuts();
    for (StageEvidence& look : s.evidence.stages) {
      if (look.files.contains("/app/src/main.rs")) look.files["/app/src/main.rs"].ctime_ns = at(2500);
    }
    CargoUnit later = s.unit();
    later.invoked_ns = at(9000);
    later.in_mount = in_mount;
    if (!in_mount) later.profile = "/app/target/dist";
    s.end().units.push_back(later);
  };
  ChainScene scene;
  build_again(scene, false);
  LinkResult link = link_of(scene.judge(), Link::compiled);
  EXPECT_EQ(link.mechanism, "unbuilt-bin");
  EXPECT_EQ(link.cure, "let the COPY of the last stage take /app/target/dist/app");
  ChainScene mounted;
  build_again(mounted, true);
  link = link_of(mounted.judge(), Link::compiled);
  EXPECT_EQ(link.mechanism, "unbuilt-bin");
  EXPECT_THAT(link.cure, HasSubstr("in the RUN that has it mounted"));
}

void put_in_mount(ChainScene& scene) {
  for (CargoUnit& unit : scene.end().units) unit.in_mount = true;
  for (CargoArtifact& artifact : scene.end().artifacts) artifact.in_mount = true;
}

void remember(ChainScene& scene, const std::string& inputs_then) {
  scene.inputs_now[scene.unit().folder] = "inputs";
  scene.remembered.insert({scene.unit().folder, scene.unit().invoked_ns, inputs_then});
}

TEST(CompiledLink, DistrustsACompilerThatCargosConfigurationNames) {
  const auto configure = [](ChainScene& s, const std::string& key, const std::string& value) {
    s.end().settings.push_back({"/app", key, value});
  };
  expect_link(
      Link::compiled,
      {{"a wrapper",
        [&](ChainScene& s) { configure(s, "rustc-wrapper", "/cache.sh"); },
        k_open,
        "",
        "rustc-wrapper = /cache.sh may answer from a cache of its own"},
       {"a compiler", [&](ChainScene& s) { configure(s, "rustc", "./rustc.sh"); }, k_open, "", "rustc.sh"},
       {"without a cache",
        [&](ChainScene& s) {
          configure(s, "rustc-wrapper", "/cache.sh");
          s.cache_kept = false;
        },
        k_pass,
        "",
        ""},
       {"sccache", [&](ChainScene& s) { configure(s, "rustc-wrapper", "/bin/sccache"); }, k_pass, "", ""},
       {"a linker", [&](ChainScene& s) { configure(s, "linker", "/ld.sh"); }, k_pass, "", ""},
       {"of another project",
        [&](ChainScene& s) {
          s.end().settings.push_back({"/other", "rustc", "./rustc.sh"});
        },
        k_pass,
        "",
        ""}});
}

TEST(CompiledLink, BelievesACacheMountOnlyWithinTheBuild) {
  expect_link(Link::compiled,
              {{"compiled in this build", put_in_mount, k_pass, "", ""},
               {"compiled before",
                [](ChainScene& s) {
                  put_in_mount(s);
                  s.build_began_ns = at(2001);
                },
                k_open,
                "",
                "target-cache-mount"},
               {"when the build began is not known",
                [](ChainScene& s) {
                  put_in_mount(s);
                  s.build_began_ns = 0;
                },
                k_open,
                "",
                "target-cache-mount"},
               {"another build ran",
                [](ChainScene& s) {
                  put_in_mount(s);
                  s.other_build_ran = true;
                },
                k_open,
                "",
                "target-cache-mount"},
               {"remembered with the same inputs",
                [](ChainScene& s) {
                  put_in_mount(s);
                  s.build_began_ns = at(9000);
                  remember(s, "inputs");
                },
                k_pass,
                "",
                ""},
               {"remembered with other inputs",
                [](ChainScene& s) {
                  put_in_mount(s);
                  s.build_began_ns = at(9000);
                  remember(s, "other inputs");
                },
                k_open,
                "",
                "target-cache-mount"},
               {"remembered of another time",
                [](ChainScene& s) {
                  put_in_mount(s);
                  s.build_began_ns = at(9000);
                  remember(s, "inputs");
                  s.unit().invoked_ns += 1;
                },
                k_open,
                "",
                "target-cache-mount"},
               {"a placeholder of this build",
                [](ChainScene& s) {
                  put_in_mount(s);
                  come_late(s);
                  s.cut(k_first_run);
                  put(s.cut(k_second_run), "/app/src/main.rs", "main", at(2500));
                },
                k_fail,
                "placeholder-main",
                "crate app was compiled, before src/main.rs"},
               {"a chown behind the compiler",
                [](ChainScene& s) {
                  put_in_mount(s);
                  come_late(s);
                  put(s.cut(k_second_run), "/app/src/main.rs", "main", at(1000));
                },
                k_pass,
                "",
                ""}});
  ChainScene scene;
  put_in_mount(scene);
  EXPECT_TRUE(scene.judge().in_mount);
  EXPECT_FALSE(scene.judge().climbing_may_help);
  scene.build_began_ns = at(2001);
  EXPECT_TRUE(scene.judge().climbing_may_help);
}

TEST(CompiledLink, OrdersNothingByTheTimesOfUnpackedLayers) {
  expect_link(Link::compiled,
              {{"the times alone", unpack, k_open, "", "src/main.rs is not older"},
               {"a file that was unpacked before the compiler's second is not of that time",
                [](ChainScene& s) {
                  unpack(s);
                  s.end().files["/app/src/main.rs"].ctime_ns = at(1000);
                },
                k_open,
                "",
                "src/main.rs is not older"},
               {"the looks tell by content",
                [](ChainScene& s) {
                  unpack(s);
                  s.add_sound_cuts();
                },
                k_pass,
                "",
                ""},
               {"no look tells",
                [](ChainScene& s) {
                  unpack(s);
                  s.whole_cut(k_second_run);
                },
                k_open,
                "",
                "were unpacked"},
               {"remembered",
                [](ChainScene& s) {
                  unpack(s);
                  remember(s, "inputs");
                },
                k_pass,
                "",
                ""}});
  ChainScene scene;
  unpack(scene);
  scene.whole_cut(k_second_run);
  EXPECT_TRUE(scene.judge().climbing_may_help);
}

// A build script with its run.
void add_script(ChainScene& scene, std::int64_t compiled, std::int64_t ran) {
  land(scene.landings[0], "/app/build.rs", "build.rs", "script", 4);
  put(scene.end(), "/app/build.rs", "script", at(1000));
  CargoUnit& run = scene.depend(UnitKind::build_script_run, "app", "00000000000000cc", at(ran), {});
  run.dep_info_ns = 0;
  CargoUnit script = make_unit("app", "00000000000000dd", at(compiled));
  script.kind = UnitKind::build_script;
  script.files = {"/app/build.rs"};
  run.dependencies = {script.fingerprint};
  scene.end().units.push_back(script);
}

void add_data(ChainScene& scene, const std::string& path, std::int64_t ctime) {
  land(scene.landings[0], "/app/" + path, path, "data", 4);
  put(scene.end(), "/app/" + path, "data", at(ctime));
}

TEST(CompiledLink, AsksBuildScriptsAndTheirRuns) {
  expect_link(Link::compiled,
              {{"sound",
                [](ChainScene& s) { add_script(s, 1100, 1200); },
                k_pass,
                "",
                "3 units, after their sources"},
               {"a placeholder's script",
                [](ChainScene& s) {
                  add_script(s, 900, 1200);
                  s.add_sound_cuts();
                  s.evidence.stages[1].units.push_back(s.end().units.back());
                  s.whole_cut(1).files.erase("/app/build.rs");
                  s.evidence.stages.back().units.clear();
                  s.evidence.stages[1].files.erase("/app/build.rs");
                },
                k_fail,
                "placeholder-main",
                "the build script of app was compiled by"},
               {"a file of the package came after the run",
                [](ChainScene& s) {
                  add_script(s, 1100, 1200);
                  add_data(s, "data.txt", 1300);
                },
                k_open,
                "",
                "the run of app's build script came before data.txt, and may read it undeclared"},
               {"and before it",
                [](ChainScene& s) {
                  add_script(s, 1100, 1200);
                  add_data(s, "data.txt", 1150);
                },
                k_pass,
                "",
                ""},
               {"a file of another package came after the run",
                [](ChainScene& s) {
                  add_script(s, 1100, 1200);
                  add_data(s, "other/Cargo.toml", 1300);
                  add_data(s, "other/data.txt", 1300);
                },
                k_pass,
                "",
                ""}});
}

TEST(CompiledLink, AsksThePackageThatExpandsAMacroOfItsOwn) {
  const auto add_macro = [](ChainScene& s, bool own, std::int64_t data) {
    put(s.end(), "/app/mac/src/lib.rs", "macro", at(1000));
    if (own) land(s.landings[0], "/app/mac/src/lib.rs", "mac/src/lib.rs", "macro", 4);
    s.depend(UnitKind::library, "mac", "00000000000000ee", at(1100), {"/app/mac/src/lib.rs"})
        .procedural_macro = true;
    add_data(s, "migrations/1.sql", data);
  };
  expect_link(Link::compiled,
              {{"before", [&](ChainScene& s) { add_macro(s, true, 1500); }, k_pass, "", "2 units"},
               {"after",
                [&](ChainScene& s) { add_macro(s, true, 2500); },
                k_open,
                "",
                "came before migrations/1.sql"},
               {"a foreign macro", [&](ChainScene& s) { add_macro(s, false, 2500); }, k_pass, "", "1 unit"}});
}

TEST(CompiledLink, DoesNotBelieveACompilersWrapper) {
  ChainScene scene;
  scene.compiler_wrapper = "/usr/local/bin/cachewrap";
  Chain chain = scene.judge();
  EXPECT_EQ(link_of(chain, Link::compiled).result, k_open);
  EXPECT_FALSE(chain.climbing_may_help);
  scene.build_began_ns = at(2001);
  chain = scene.judge();
  EXPECT_THAT(link_of(chain, Link::compiled).detail, HasSubstr("/usr/local/bin/cachewrap may answer"));
  EXPECT_TRUE(chain.climbing_may_help);
}

}  // namespace
}  // namespace cb21
