// SPDX-License-Identifier: Apache-2.0
#include "check/project_check.hpp"

#include "support/check_fixture.hpp"

#include <algorithm>

namespace cb21 {
namespace {

using test::ProjectFiles;
using test::ProjectFixture;
using Lines = std::vector<std::string>;

constexpr const char* k_cached_target =
    "FROM rust AS b\nWORKDIR /b\nCOPY . .\n"
    "RUN --mount=type=cache,target=/b/target cargo build --release && cp target/release/app /app\n"
    "FROM debian\nCOPY --from=b /app /app\n";

ProjectFixture project_with(ProjectFiles files, const std::string& dockerfile_end = "") {
  files.insert(files.end(),
               {{"Dockerfile", k_cached_target + dockerfile_end},
                {"Cargo.toml", "[package]\nname = \"app\"\n"},
                {"src/main.rs", "fn main() {}\n"}});
  return ProjectFixture(files);
}

// Of the rules that this test is about: others may have something to say of the fixture too.
Lines found(ProjectFixture& fixture, const CheckScope& scope = {}) {
  static constexpr std::array<std::string_view, 6> k_codes{"target-cache-mount",
                                                           "undocumented-build",
                                                           "cached-production-build",
                                                           "unknown-waiver",
                                                           "unused-waiver",
                                                           "waiver-without-reason"};
  Lines lines;
  for (const Finding& finding : check_project(fixture.project(), scope)) {
    if (std::find(k_codes.begin(), k_codes.end(), finding.rule->code) == k_codes.end()) continue;
    lines.push_back(finding.violation.file + ':' + std::to_string(finding.violation.line) + ' ' +
                    std::string(finding.rule->code) +
                    (finding.waived() ? " waived: " + finding.waived_because : ""));
  }
  return lines;
}

TEST(ProjectCheck, FindsWhatIsNotWaived) {
  ProjectFixture fixture = project_with({});
  EXPECT_EQ(found(fixture), (Lines{":0 undocumented-build", "Dockerfile:4 target-cache-mount"}));
  EXPECT_EQ(found(fixture, {.whole_project = false}), Lines{"Dockerfile:4 target-cache-mount"});
}

TEST(ProjectCheck, AWaiverSpeaksForItsFile) {
  ProjectFixture fixture = project_with({}, "# cb21: allow target-cache-mount times are now\n");
  EXPECT_EQ(found(fixture),
            (Lines{":0 undocumented-build", "Dockerfile:4 target-cache-mount waived: times are now"}));
  EXPECT_EQ(found(fixture, {.whole_project = false}),
            Lines{"Dockerfile:4 target-cache-mount waived: times are now"});
  EXPECT_EQ(found(fixture, {.waivers = false}),
            (Lines{":0 undocumented-build", "Dockerfile:4 target-cache-mount"}));
}

TEST(ProjectCheck, AWaiverInAnotherFileIsUnused) {
  ProjectFixture fixture = project_with({{"cb21.conf", "# cb21: allow target-cache-mount no\n"}});
  EXPECT_EQ(found(fixture),
            (Lines{":0 undocumented-build", "Dockerfile:4 target-cache-mount", "cb21.conf:1 unused-waiver"}));
}

TEST(ProjectCheck, TheConfigurationSpeaksForTheProject) {
  ProjectFixture fixture = project_with({{"cb21.conf", "# cb21: allow undocumented-build in the wiki\n"}});
  EXPECT_EQ(found(fixture),
            (Lines{":0 undocumented-build waived: in the wiki", "Dockerfile:4 target-cache-mount"}));
  ProjectFixture nested({{".git/HEAD", ""},
                         {"cb21.conf", "# cb21: allow undocumented-build in the wiki\n"},
                         {"app/src/main.rs", "fn main() {}\n"}},
                        "app");
  EXPECT_EQ(found(nested), Lines{":0 undocumented-build waived: in the wiki"});
  ProjectFixture elsewhere = project_with({}, "# cb21: allow undocumented-build in the wiki\n");
  EXPECT_EQ(
      found(elsewhere),
      (Lines{":0 undocumented-build", "Dockerfile:4 target-cache-mount", "Dockerfile:7 unused-waiver"}));
}

TEST(ProjectCheck, WaiversAreFindingsWhereTheyAreWrong) {
  ProjectFixture fixture = project_with({{"README.md", "cb21\n"},
                                         {"scripts/a.sh", "# cb21: allow no-such-rule why\n"},
                                         {"src/lib.rs", "// cb21: allow\n"}},
                                        "# cb21: allow target-cache-mount\n");
  EXPECT_EQ(found(fixture),
            (Lines{"Dockerfile:4 target-cache-mount",
                   "Dockerfile:7 waiver-without-reason",
                   "scripts/a.sh:1 unknown-waiver",
                   "src/lib.rs:1 waiver-without-reason"}));
  EXPECT_EQ(found(fixture, {.whole_project = false}), Lines{"Dockerfile:4 target-cache-mount"});
  EXPECT_EQ(found(fixture, {.waivers = false}), Lines{"Dockerfile:4 target-cache-mount"});
}

TEST(ProjectCheck, AWaiverIsNotWaived) {
  ProjectFixture fixture = project_with({{"README.md", "cb21\n"}},
                                        "# cb21: allow target-cache-mount why\n"
                                        "# cb21: allow lock-nothing\n"
                                        "# cb21: allow waiver-without-reason because\n");
  EXPECT_EQ(found(fixture),
            (Lines{"Dockerfile:4 target-cache-mount waived: why",
                   "Dockerfile:8 waiver-without-reason",
                   "Dockerfile:9 unused-waiver"}));
}

TEST(ProjectCheck, CountsWhatItFinds) {
  const std::vector<Finding> findings{
      {.rule = find_rule("undocumented-build"), .violation = {}, .waived_because = {}},
      {.rule = find_rule("undocumented-build"), .violation = {}, .waived_because = "why"},
      {.rule = find_rule("unused-waiver"), .violation = {}, .waived_because = {}}};
  const FindingCounts counts = count(findings);
  EXPECT_EQ(counts.errors, 1U);
  EXPECT_EQ(counts.warnings, 1U);
  EXPECT_EQ(counts.waived, 1U);
}

}  // namespace
}  // namespace cb21
