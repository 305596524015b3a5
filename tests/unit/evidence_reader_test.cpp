// SPDX-License-Identifier: Apache-2.0
// The fixtures are what the script wrote of one project (a program, its build script, a library beside it) in
// a Debian image with cargo 1.65, with cargo 1.95 and its new layout, and, by BusyBox, with build.build-dir;
// heads of programs are cut short.
#include "evidence/evidence_reader.hpp"

#include "error.hpp"
#include "support/tar_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(CB21_TEST_DATA) + "/evidence/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

StageEvidence read(const std::string& text) { return read_probe_result(text, "N1", {}); }

const CargoUnit& unit_of(const StageEvidence& evidence, UnitKind kind) {
  static const CargoUnit k_none;
  for (const CargoUnit& unit : evidence.units) {
    if (unit.kind == kind) return unit;
  }
  ADD_FAILURE() << "no such unit";
  return k_none;
}

void expect_project(const StageEvidence& evidence) {
  EXPECT_EQ(evidence.why_none, "");
  EXPECT_FALSE(evidence.truncated);
  EXPECT_FALSE(evidence.whole_seconds);
  ASSERT_THAT(evidence.units, SizeIs(4));
  const CargoUnit& program = unit_of(evidence, UnitKind::program);
  EXPECT_EQ(program.package, "hello-app");
  EXPECT_EQ(program.target, "hello-app");
  EXPECT_THAT(program.files, ElementsAre("/app/src/main.rs", "/app/src/a.rs", "/app/data/a b.txt"));
  EXPECT_TRUE(program.files_known);
  EXPECT_EQ(program.dep_info_ns, program.invoked_ns);
  EXPECT_GT(program.fingerprint_ns, program.invoked_ns);
  const CargoUnit& library = unit_of(evidence, UnitKind::library);
  EXPECT_THAT(library.files, ElementsAre("/app/rules/src/lib.rs"));
  const CargoUnit& run = unit_of(evidence, UnitKind::build_script_run);
  EXPECT_THAT(run.files, ElementsAre("/app/build.rs", "/app/data/a b.txt"));
  EXPECT_TRUE(run.files_known);
  EXPECT_GT(run.invoked_ns, 0);
  const CargoUnit& script = unit_of(evidence, UnitKind::build_script);
  EXPECT_THAT(script.files, ElementsAre("/app/build.rs"));
  EXPECT_THAT(run.dependencies, ElementsAre(script.fingerprint));
  EXPECT_THAT(program.dependencies, testing::UnorderedElementsAre(library.fingerprint, run.fingerprint));
  const StageFile& main = evidence.files.at("/app/src/main.rs");
  EXPECT_THAT(main.sha256, SizeIs(64));
  EXPECT_LT(main.ctime_ns, program.invoked_ns);
  EXPECT_THAT(evidence.files.at("/app/Cargo.lock").sha256, IsEmpty());
}

void expect_artifacts(const StageEvidence& evidence, const std::string& named, const std::string& hashed) {
  ASSERT_THAT(evidence.artifacts, SizeIs(2));
  const CargoUnit& program = unit_of(evidence, UnitKind::program);
  for (const CargoArtifact& artifact : evidence.artifacts) {
    EXPECT_EQ(artifact.name, "hello-app");
    EXPECT_THAT(artifact.build_id, SizeIs(40));
    EXPECT_THAT(artifact.file.sha256, SizeIs(64));
    EXPECT_EQ(artifact.file.path, artifact.hash.empty() ? named : hashed);
    EXPECT_EQ(artifact.hash, artifact.hash.empty() ? "" : program.hash);
    EXPECT_THAT(artifact.files,
                ElementsAre("/app/build.rs",
                            "/app/data/a b.txt",
                            "/app/rules/src/lib.rs",
                            "/app/src/a.rs",
                            "/app/src/main.rs"));
  }
}

TEST(ReadProbeResult, ReadsTheLayoutOfAllCargosSoFar) {
  const StageEvidence evidence = read(fixture("cargo-1.65"));
  expect_project(evidence);
  expect_artifacts(
      evidence, "/app/target/release/hello-app", "/app/target/release/deps/hello_app-65d3ac63d807a223");
  EXPECT_EQ(unit_of(evidence, UnitKind::build_script_run).folder,
            "/app/target/release/.fingerprint/hello-app-c98ab0fd8d5cf325");
}

TEST(ReadProbeResult, ReadsTheNewLayout) {
  const StageEvidence evidence = read(fixture("new-layout"));
  expect_project(evidence);
  expect_artifacts(evidence,
                   "/app/target/release/hello-app",
                   "/app/target/release/build/hello-app/5a488bf57d00722b/out/hello_app");
  EXPECT_EQ(unit_of(evidence, UnitKind::program).profile, "/app/target/release");
}

TEST(ReadProbeResult, ReadsUnitsThatLieApartFromTheArtifacts) {
  const StageEvidence evidence = read(fixture("build-dir-busybox"));
  expect_project(evidence);
  expect_artifacts(
      evidence, "/app/target/release/hello-app", "/var/tmp/units/release/deps/hello_app-5a488bf57d00722b");
}

// One unit, whose dep-info names `files`, and a program whose dep-info names `known`.
std::string result_with(const std::string& files, const std::string& known, const std::string& more = "") {
  const std::string times = "|2026-01-02 03:04:05.000000001 +0000|2026-01-02 03:04:06 +0000|";
  const std::string unit = "/t/release/.fingerprint/app-0123456789abcdef/";
  const std::string rule = "/t/release/deps/app-0123456789abcdef.d";
  return "@probe 1 N1 without-mounts\n@units\n" + ("48" + times + unit + "invoked.timestamp\n") +
         ("16" + times + unit + "bin-app\n") + ("9" + times + unit + "bin-app.json\n") +
         ("9" + times + rule + "\n") + ("9" + times + "/t/release/app.d\n") + "@text\n" + unit +
         "bin-app:0011223344556677\n" + unit +
         "bin-app.json:{\"deps\":[[1,\"x\",false,18364758544493064720]],\"local\":[]}\n" + rule + ":" + rule +
         ": " + files + "\n" + "/t/release/app.d:/t/release/app: " + known + "\n" + more + "@end\n";
}

TEST(ReadProbeResult, MakesPathsAbsoluteByTheOnlyRootTheyCanHave) {
  const StageEvidence one = read(result_with("src/main.rs src/../README.md", "/a/src/main.rs /a/README.md"));
  ASSERT_THAT(one.units, SizeIs(1));
  EXPECT_THAT(one.units[0].files, ElementsAre("/a/src/main.rs", "/a/README.md"));
  EXPECT_TRUE(one.units[0].files_known);
  EXPECT_THAT(one.units[0].dependencies, ElementsAre("1032547698badcfe"));
  EXPECT_EQ(one.units[0].fingerprint, "0011223344556677");
  const StageEvidence two = read(result_with("src/main.rs", "/a/src/main.rs /b/src/main.rs"));
  EXPECT_FALSE(two.units.at(0).files_known);
  EXPECT_THAT(two.units.at(0).files, IsEmpty());
  const StageEvidence none = read(result_with("src/main.rs /a/x.rs", "/a/src/lib.rs"));
  EXPECT_FALSE(none.units.at(0).files_known);
  EXPECT_THAT(none.units.at(0).files, ElementsAre("/a/x.rs"));
}

TEST(ReadProbeResult, KeepsWhatIsBelowTheTargetFolderButNoOutputOfBuildScripts) {
  const StageEvidence evidence = read(
      result_with("/a/main.rs /t/release/build/app-0123456789abcde0/out/gen.rs /t/guest/release/guest", ""));
  EXPECT_THAT(evidence.units.at(0).files, ElementsAre("/a/main.rs", "/t/guest/release/guest"));
}

TEST(ReadProbeResult, BelievesTheLaterChangeOfALinkAndOfWhatItLeadsTo) {
  const std::string named =
      "@named\n5|2026-01-02 03:04:05 +0000|2026-01-02 03:04:05.5 +0000|/a/main.rs\n"
      "@followed\n70|2025-01-02 03:04:05 +0000|2025-01-02 03:04:05 +0000|/a/main.rs\n"
      "@sums\n" +
      std::string(64, 'a') + "  /a/main.rs\n";
  const StageEvidence evidence = read(result_with("/a/main.rs", "", named));
  const StageFile& file = evidence.files.at("/a/main.rs");
  EXPECT_EQ(file.size, 70U);
  EXPECT_EQ(file.ctime_ns % 1000000000, 500000000);
  EXPECT_EQ(file.sha256, std::string(64, 'a'));
}

TEST(ReadProbeResult, KnowsProceduralMacrosByTheHashInTheNameOfTheLibrary) {
  std::string text = result_with("/a/lib.rs", "", "@libraries\n/t/release/deps/libapp-0123456789abcdef.so\n");
  EXPECT_FALSE(read(text).units.at(0).procedural_macro) << "a program";
  for (std::size_t at = 0; (at = text.find("bin-app", at)) != std::string::npos;)
    text.replace(at, 7, "lib-app");
  EXPECT_TRUE(read(text).units.at(0).procedural_macro);
  text.replace(text.find("/libapp-0123456789abcdef.so"), 27, "/libapp.so");
  EXPECT_FALSE(read(text).units.at(0).procedural_macro) << "another dynamic library";
}

TEST(ReadProbeResult, KnowsAFirstCompilationThatFailedByWhatTheCompilerSaid) {
  const std::string times = "|2026-01-02 03:04:05.000000001 +0000|2026-01-02 03:04:06 +0000|";
  const std::string failed = "/t/release/.fingerprint/app-aaaaaaaaaaaaaaaa/";
  const StageEvidence evidence = read("@probe 1 N1 without-mounts\n@units\n48" + times + failed +
                                      "invoked.timestamp\n99" + times + failed + "output-bin-app\n@end\n");
  ASSERT_THAT(evidence.units, SizeIs(1));
  EXPECT_EQ(evidence.units[0].target, "app");
  EXPECT_EQ(evidence.units[0].kind, UnitKind::program);
  EXPECT_EQ(evidence.units[0].fingerprint, "");
  EXPECT_NE(evidence.units[0].invoked_ns, 0);
}

TEST(ReadProbeResult, SaysWhatIsMissing) {
  const std::string text = result_with("/a/main.rs", "");
  EXPECT_FALSE(read(text).truncated);
  EXPECT_TRUE(read(text.substr(0, text.size() - 5)).truncated);
  EXPECT_TRUE(read(result_with("/a/main.rs", "", "@cut placed\n")).truncated);
  EXPECT_THAT(read(result_with("/a/main.rs", "", "@missing stat\n@missing \x1b[2J\n")).why_none,
              HasSubstr("(stat)"));
  EXPECT_THAT(read_probe_result(text, "N2", {}).why_none, HasSubstr("nothing that can be read"));
  ProbedPoint refused;
  refused.why_none = "because";
  EXPECT_EQ(read_probe_result(text, "N1", refused).why_none, "because");
}

TEST(ReadProbeResult, HasNoFingerprintAfterACompilationThatFailed) {
  std::string text = result_with("/a/main.rs", "");
  text.erase(text.find("/t/release/.fingerprint/app-0123456789abcdef/bin-app:0011"), 70);
  const StageEvidence evidence = read(text);
  EXPECT_EQ(evidence.units.at(0).fingerprint, "");
  EXPECT_GT(evidence.units.at(0).fingerprint_ns, 0);
}

std::string tar_of(const std::vector<test::TarText>& entries) {
  std::string tar;
  for (const test::TarText& entry : entries) tar += test::tar_entry(entry);
  return tar + test::tar_end();
}

ProbeBuild mounted_probe() {
  ProbeBuild probe;
  probe.nonce = "N1";
  ProbedPoint point;
  point.cache_mounts = {"/t"};
  point.looks_behind_mounts = true;
  probe.points = {point};
  return probe;
}

Evidence read_stream(const ProbeBuild& probe, const std::string& tar, std::size_t piece) {
  EvidenceReader reader(probe);
  for (std::size_t at = 0; at < tar.size(); at += piece) reader.feed(std::string_view(tar).substr(at, piece));
  return reader.finish();
}

TEST(EvidenceReader, JoinsWhatMountsShowAndWhatTheyHide) {
  const ProbeBuild probe = mounted_probe();
  const std::string seen = result_with("/a/main.rs", "/a/main.rs");
  std::string hidden = seen;
  const std::string tar =
      tar_of({{"0/", '5'}, {"0/with-mounts", '0', seen}, {"0/without-mounts", '0', hidden}});
  const Evidence same = read_stream(probe, tar, 7);
  ASSERT_THAT(same.stages, SizeIs(1));
  ASSERT_THAT(same.stages[0].units, SizeIs(1));
  EXPECT_TRUE(same.stages[0].units[0].in_mount);
  hidden.replace(hidden.find("03:04:05.000000001"), 18, "03:04:07.000000001");
  const Evidence both =
      read_stream(probe, tar_of({{"0/with-mounts", '0', seen}, {"0/without-mounts", '0', hidden}}), 100000);
  ASSERT_THAT(both.stages[0].units, SizeIs(2));
  EXPECT_TRUE(both.stages[0].units[0].in_mount);
  EXPECT_FALSE(both.stages[0].units[1].in_mount);
}

TEST(EvidenceReader, KeepsTheDigestThatOnlyOneLookAskedFor) {
  const std::string line = "5|2026-01-02 03:04:05 +0000|2026-01-02 03:04:05.5 +0000|/a/main.rs\n";
  const std::string begin = "@probe 1 N1 without-mounts\n";
  const std::string sum(64, 'a');
  const std::string hidden = begin + "@named\n" + line + "@sums\n" + sum + "  /a/main.rs\n@end\n";
  const auto digest = [&](const std::string& seen) {
    const std::string tar =
        tar_of({{"0/", '5'}, {"0/with-mounts", '0', seen}, {"0/without-mounts", '0', hidden}});
    return read_stream(mounted_probe(), tar, 512).stages.at(0).files.at("/a/main.rs").sha256;
  };
  EXPECT_EQ(digest(begin + "@placed\n" + line + "@end\n"), sum);
  std::string other = line;
  other.replace(0, 1, "6");
  EXPECT_EQ(digest(begin + "@placed\n" + other + "@end\n"), "") << "a mount has another file there";
}

TEST(EvidenceReader, SaysThatNothingCame) {
  const Evidence evidence = read_stream(mounted_probe(), tar_of({{"7/with-mounts", '0', "x"}}), 512);
  ASSERT_THAT(evidence.stages, SizeIs(1));
  EXPECT_THAT(evidence.stages[0].why_none, HasSubstr("nothing"));
  EvidenceReader reader(mounted_probe());
  EXPECT_THROW(reader.feed(std::string(512, 'x')), Error);
}

}  // namespace
}  // namespace cb21
