// SPDX-License-Identifier: Apache-2.0
#include "proof/link_linked.hpp"

#include "support/chain_fixture.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

constexpr ProofResult k_pass = ProofResult::pass;
constexpr ProofResult k_fail = ProofResult::fail;
constexpr ProofResult k_open = ProofResult::inconclusive;

void fail_compilation(ChainScene& scene) {
  scene.unit().fingerprint = "";
  scene.unit().invoked_ns = scene.unit().dep_info_ns = at(5000);
}

void put_in_mount(ChainScene& scene) {
  for (CargoUnit& unit : scene.end().units) unit.in_mount = true;
  for (CargoArtifact& artifact : scene.end().artifacts) artifact.in_mount = true;
}

void write_artifact(ChainScene& scene, std::int64_t mtime) {
  for (CargoArtifact& artifact : scene.end().artifacts) artifact.file.mtime_ns = at(mtime);
}

TEST(LinkedLink, AsksThatTheUnitEndedWell) {
  expect_link(Link::linked,
              {{"it did", [](ChainScene&) {}, k_pass, "", "/app/target/release/deps/app-00000000000000aa"},
               {"it did not",
                fail_compilation,
                k_fail,
                "cargo-failed",
                "the last compilation of crate app did not end well, and the RUN went on"},
               {"in a mount, in this build",
                [](ChainScene& s) {
                  put_in_mount(s);
                  fail_compilation(s);
                },
                k_fail,
                "cargo-failed",
                ""},
               {"in a mount that has moved on",
                [](ChainScene& s) {
                  put_in_mount(s);
                  fail_compilation(s);
                  s.build_began_ns = at(9000);
                },
                k_open,
                "",
                "maybe of another build"},
               {"a later one of the same target did not",
                [](ChainScene& s) {
                  CargoUnit later = program("app", "00000000000000ab", at(8000), {"/app/src/main.rs"});
                  later.fingerprint = "";
                  s.end().units.push_back(later);
                },
                k_open,
                "",
                "a later compilation of crate app"},
               {"an earlier one of the same target did not",
                [](ChainScene& s) {
                  CargoUnit earlier = program("app", "00000000000000ab", at(1500), {"/app/src/main.rs"});
                  earlier.fingerprint = "";
                  s.end().units.push_back(earlier);
                },
                k_pass,
                "",
                ""}});
}

TEST(LinkedLink, AsksForTheTimesThatCargoLeaves) {
  expect_link(Link::linked,
              {{"dep-info of another time",
                [](ChainScene& s) { s.unit().dep_info_ns = at(2001); },
                k_open,
                "",
                "its target folder was copied or touched"},
               {"dep-info whose time nobody set back",
                [](ChainScene& s) { s.unit().dep_info_ctime_ns = s.unit().dep_info_ns; },
                k_open,
                "",
                "its target folder was copied or touched"},
               {"a fingerprint from before the start",
                [](ChainScene& s) {
                  s.unit().fingerprint_ns = at(1999);
                  write_artifact(s, 1998);
                },
                k_open,
                "",
                ""},
               {"an artifact of the start's own moment",
                [](ChainScene& s) { write_artifact(s, 2000); },
                k_open,
                "",
                "was written at another time"},
               {"an artifact younger than the fingerprint",
                [](ChainScene& s) { write_artifact(s, 4001); },
                k_open,
                "",
                "was written at another time"},
               {"an artifact as old as the fingerprint",
                [](ChainScene& s) { write_artifact(s, 4000); },
                k_pass,
                "",
                ""},
               {"whole seconds",
                [](ChainScene& s) {
                  s.end().whole_seconds = true;
                  write_artifact(s, 2000);
                },
                k_pass,
                "",
                ""},
               {"a second name that was copied to later",
                [](ChainScene& s) { s.end().artifacts[0].file.mtime_ns = at(9000); },
                k_pass,
                "",
                ""}});
}

TEST(LinkedLink, BelievesLinkersThatAreKnown) {
  const auto configure = [](ChainScene& s, const std::string& folder, const std::string& linker) {
    s.end().settings.push_back({folder, "linker", linker});
  };
  expect_link(
      Link::linked,
      {{"by flags, of the project's own",
        [](ChainScene& s) { s.unit().linker = "/linker.sh"; },
        k_open,
        "",
        "crate app was linked by /linker.sh, which is no linker that is known"},
       {"by flags, known",
        [](ChainScene& s) { s.unit().linker = "/usr/bin/x86_64-linux-gnu-gcc-12"; },
        k_pass,
        "",
        ""},
       {"by configuration", [&](ChainScene& s) { configure(s, "/app", "./ld.sh"); }, k_open, "", "./ld.sh"},
       {"by CARGO_HOME's", [&](ChainScene& s) { configure(s, "/", "/opt/zigcc"); }, k_open, "", "/opt/zigcc"},
       {"known, by configuration", [&](ChainScene& s) { configure(s, "/app", "clang"); }, k_pass, "", ""},
       {"of another project", [&](ChainScene& s) { configure(s, "/other", "./ld.sh"); }, k_pass, "", ""}});
}

TEST(LinkedLink, AsksThatDependenciesCameFirst) {
  const auto depend = [](ChainScene& s, std::int64_t invoked) {
    put(s.end(), "/app/lib/src/lib.rs", "lib", at(500));
    land(s.landings[0], "/app/lib/src/lib.rs", "lib/src/lib.rs", "lib", 4);
    s.depend(UnitKind::library, "lib", "00000000000000bb", at(invoked), {"/app/lib/src/lib.rs"});
  };
  expect_link(Link::linked,
              {{"first", [&](ChainScene& s) { depend(s, 1500); }, k_pass, "", ""},
               {"at one moment", [&](ChainScene& s) { depend(s, 2000); }, k_pass, "", ""},
               {"again since",
                [&](ChainScene& s) { depend(s, 2001); },
                k_open,
                "",
                "crate lib was compiled again after crate app was made of it"},
               {"it did not end well",
                [&](ChainScene& s) {
                  depend(s, 1500);
                  s.end().units.back().fingerprint = "";
                  s.unit().dependencies.back() = "";
                },
                k_fail,
                "cargo-failed",
                "crate lib"}});
}

TEST(LinkedLink, MissesAUnitOnlyWhereItCouldBeTheProjectsOwn) {
  const auto miss = [](ChainScene& s) { s.unit().dependencies.emplace_back("0123456789abcdef"); };
  expect_link(
      Link::linked,
      {{"it could", miss, k_open, "", "crate app is made of a unit that its target folder no longer holds"},
       {"the artifact's dep-info names no file but those of known units",
        [&](ChainScene& s) {
          miss(s);
          s.end().artifacts[0].files = {"/app/src/main.rs"};
        },
        k_pass,
        "",
        ""},
       {"the artifact's dep-info names a file of the missing unit",
        [&](ChainScene& s) {
          miss(s);
          s.end().artifacts[0].files = {"/app/src/main.rs", "/app/lib/src/lib.rs"};
          put(s.end(), "/app/lib/src/lib.rs", "lib", at(500));
          land(s.landings[0], "/app/lib/src/lib.rs", "lib/src/lib.rs", "lib", 4);
        },
        k_open,
        "",
        "no longer holds"},
       {"of a foreign unit",
        [&](ChainScene& s) {
          s.depend(UnitKind::library, "serde", "00000000000000bb", at(1500), {"/cargo/serde/lib.rs"})
              .dependencies.emplace_back("0123456789abcdef");
        },
        k_pass,
        "",
        ""}});
}

TEST(LinkedLink, FindsTheUnitByNameAndTimesWhereNoHashTells) {
  const auto leave_one = [](ChainScene& s) { s.end().artifacts.pop_back(); };
  expect_link(Link::linked,
              {{"one unit", leave_one, k_pass, "", "/app/target/release/app"},
               {"two units, one of the time",
                [&](ChainScene& s) {
                  leave_one(s);
                  s.end().units.push_back(program("app", "00000000000000ab", at(8000), {"/app/src/main.rs"}));
                },
                k_pass,
                "",
                ""},
               {"two units of one time",
                [&](ChainScene& s) {
                  leave_one(s);
                  s.end().units.push_back(program("app", "00000000000000ab", at(2001), {"/app/src/main.rs"}));
                },
                k_open,
                "",
                "which unit of cargo's made /app/target/release/app is not clear"},
               {"a library of that name",
                [&](ChainScene& s) {
                  leave_one(s);
                  s.unit().kind = UnitKind::library;
                },
                k_open,
                "",
                "which unit"}});
}

TEST(LinkedLink, FollowsUnitsIntoNeighbouringFolders) {
  ChainScene scene;
  put(scene.end(), "/app/build.rs", "old script", at(1000));
  land(scene.landings[0], "/app/build.rs", "build.rs", "script", 4);
  CargoUnit& run = scene.depend(UnitKind::build_script_run, "app", "00000000000000cc", at(1200), {});
  CargoUnit script = make_unit("app", "00000000000000dd", at(1100));
  run.dependencies = {script.fingerprint};
  script.kind = UnitKind::build_script;
  script.files = {"/app/build.rs"};
  // A build for another platform: the script lies in target/release, and one of its like far away.
  scene.unit().profile = "/app/target/x86_64-unknown-linux-musl/release";
  CargoUnit far_away = script;
  far_away.profile = "/other/release";
  far_away.files = {"/app/src/main.rs"};
  scene.end().units.push_back(far_away);
  scene.end().units.push_back(script);
  EXPECT_EQ(link_of(scene.judge(), Link::sources).result, k_open) << chain_text(scene.judge());
  put(scene.end(), "/app/build.rs", "script", at(1000));
  EXPECT_TRUE(scene.judge().whole()) << chain_text(scene.judge());
}

}  // namespace
}  // namespace cb21
