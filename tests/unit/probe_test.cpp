// SPDX-License-Identifier: Apache-2.0
#include "evidence/probe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

ProbeBuild probe(const std::string& text, std::vector<ProbePoint> points, bool network_flag = true) {
  const Dockerfile dockerfile = parse_dockerfile(text);
  return make_probe({text, dockerfile, std::move(points), network_flag, "N1"});
}

std::string appended(const std::string& text, std::vector<ProbePoint> points) {
  const ProbeBuild build = probe(text, std::move(points));
  EXPECT_THAT(build.dockerfile, StartsWith(text));
  return build.dockerfile.substr(std::min(text.size(), build.dockerfile.size()));
}

std::vector<std::string> lines_with(const std::string& text, const std::string& word) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (text.substr(begin, end - begin).find(word) != std::string::npos)
      lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

TEST(StagesToProbe, AreThoseWithARunThatTheTargetTakesFrom) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust AS base\nRUN a\n"
      "FROM base AS build\nRUN --mount=from=tools,target=/t b\n"
      "FROM rust AS tools\nRUN c\n"
      "FROM rust AS other\nRUN d\n"
      "FROM debian\nCOPY --from=build /x /x\n");
  EXPECT_THAT(stages_to_probe(dockerfile, "", {}), ElementsAre(0, 1));
  EXPECT_THAT(stages_to_probe(dockerfile, "other", {}), ElementsAre(3));
}

TEST(StagesToProbe, FollowMountsAndLeaveOutWhatANamedContextReplaces) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust AS tools\nRUN a\n"
      "FROM rust AS build\nRUN --mount=from=tools,target=/t b\n"
      "FROM debian\nCOPY --from=1 /x /x\n");
  EXPECT_THAT(stages_to_probe(dockerfile, "", {}), ElementsAre(0, 1));
  EXPECT_THAT(stages_to_probe(dockerfile, "", {"tools"}), ElementsAre(1));
  EXPECT_THAT(stages_to_probe(dockerfile, "", {"build"}), IsEmpty());
}

TEST(StagesToProbe, HaveThoseInWhichTriggersOfAnotherStageRun) {
  const Dockerfile dockerfile =
      parse_dockerfile("FROM rust AS base\nONBUILD RUN cargo build\nFROM Base\nCOPY . .\n");
  EXPECT_THAT(stages_to_probe(dockerfile, "", {}), ElementsAre(1));
}

TEST(CutPoints, AreBeforeAndBehindEachRunButNotAtTheEnd) {
  const Dockerfile dockerfile = parse_dockerfile("FROM rust\nCOPY . .\nRUN a\nRUN b\nUSER x\nRUN c\n");
  EXPECT_THAT(cut_points(dockerfile.stages[0]), ElementsAre(2, 3, 4, 5));
}

TEST(Probe, RepeatsTheStageAndLooks) {
  const std::string text =
      "# syntax=docker/dockerfile:1\nARG V=1\nFROM --platform=linux/amd64 rust:$V\nCOPY . .\nRUN x\n";
  const std::string more = appended(text, {{0, k_end_of_stage, {"/app"}, {"/app/Cargo.toml"}}});
  EXPECT_THAT(more,
              StartsWith("FROM --platform=linux/amd64 rust:$V AS cb21-probe-0\nCOPY . .\nRUN x\nUSER 0\n"));
  EXPECT_THAT(lines_with(more, "/app/Cargo.toml"),
              ElementsAre(StartsWith("RUN --network=none [\"/bin/sh\",\"-c\",")));
  EXPECT_THAT(lines_with(more, "@probe"),
              ElementsAre(EndsWith(",\"sh\",\"without-mounts\",\"N1\",\"r/\",\"l/app\"]")));
  EXPECT_THAT(more,
              EndsWith("FROM scratch AS cb21-evidence\nCOPY --from=cb21-probe-0 /.cb21-evidence/ /0/\n"));
}

TEST(Probe, KnowsNoNetworkFlagWhereTheFrontendDoesNot) {
  EXPECT_THAT(probe("FROM rust\nRUN x\n", {{0}}, false).dockerfile, Not(HasSubstr("--network")));
}

TEST(Probe, StopsBeforeAnInstruction) {
  const std::string text = "FROM rust AS build\r\nRUN <<E\r\na\r\nE\r\n# remark\r\nRUN b\r\nRUN c\r\n";
  const std::string more = appended(text.substr(0, text.size() - 2) + "\n", {{0, 2, {}, {}}});
  EXPECT_THAT(more, StartsWith("FROM rust AS cb21-probe-0\nRUN <<E\r\na\r\nE\r\n# remark\nUSER 0\n"));
}

TEST(Probe, SeesMountsAtTheEndAndWhatTheyHide) {
  const std::string text =
      "FROM rust AS build\nWORKDIR /app\nRUN --mount=type=cache,target=target --mount=type=secret,id=s x\n";
  const ProbeBuild build = probe(text, {{0}, {0, 2, {}, {}}});
  ASSERT_EQ(build.points.size(), 2U);
  EXPECT_THAT(build.points[0].cache_mounts, ElementsAre("/app/target"));
  EXPECT_TRUE(build.points[0].looks_behind_mounts);
  EXPECT_FALSE(build.points[1].looks_behind_mounts);
  const std::vector<std::string> runs = lines_with(build.dockerfile, "@probe");
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_THAT(runs[0], StartsWith("RUN --network=none --mount=type=cache,target=target ["));
  EXPECT_THAT(runs[0], EndsWith("\"with-mounts\",\"N1\",\"r/\"]"));
  EXPECT_THAT(runs[1], StartsWith("RUN --network=none [\"/bin/sh\""));
  EXPECT_THAT(runs[1], EndsWith("\"without-mounts\",\"N1\",\"r/app/target\"]"));
  EXPECT_THAT(runs[2], EndsWith("\"without-mounts\",\"N1\",\"r/\"]"));
}

TEST(Probe, TakesNamesThatNoStageHas) {
  const std::string more = appended("FROM rust AS cb21-evidence\nRUN x\n", {{0}});
  EXPECT_THAT(more, HasSubstr("AS cb21-x-probe-0\n"));
  EXPECT_THAT(more, HasSubstr("AS cb21-x-evidence\n"));
}

TEST(Probe, WritesInLowerCaseWhereTheDockerfileDoes) {
  const std::string more = appended("from rust as a\nrun x\n", {{0}});
  EXPECT_THAT(more, StartsWith("from rust as cb21-probe-0\nrun x\nuser 0\nrun --network=none "));
  EXPECT_THAT(more, HasSubstr("\nfrom scratch as cb21-evidence\ncopy --from="));
}

TEST(Probe, RefusesANameThatMeansSomethingElseAtTheEnd) {
  const ProbeBuild build =
      probe("FROM rust AS a\nCOPY --from=tools /t /t\nRUN x\nFROM rust AS tools\nRUN y\n", {{0}, {1}});
  EXPECT_THAT(build.points[0].why_none, HasSubstr("a later stage"));
  EXPECT_EQ(build.points[1].why_none, "");
  EXPECT_THAT(build.dockerfile, HasSubstr("/1/\n"));
  EXPECT_THAT(build.dockerfile, Not(HasSubstr("/0/\n")));
}

TEST(Probe, IsEmptyWhereNothingCanBeLookedInto) {
  const ProbeBuild build = probe("FROM rust\nRUN x\n", {{7}});
  EXPECT_EQ(build.dockerfile, "");
  EXPECT_THAT(build.points[0].why_none, HasSubstr("no such stage"));
}

TEST(Probe, GoesOnWithNothingAtTheEnd) {
  const ProbeBuild build = probe("FROM rust\nRUN x \\\n", {{0}});
  EXPECT_THAT(build.dockerfile, StartsWith("FROM rust\nRUN x\nFROM rust AS cb21-probe-0\nRUN x\nUSER 0\n"));
}

TEST(Probe, KeepsEachLineBelowTheFrontendsBound) {
  std::vector<std::string> paths;
  paths.reserve(5000);
  for (int i = 0; i < 5000; ++i) paths.push_back("/app/src/some_module_" + std::to_string(i) + ".rs");
  const ProbeBuild build = probe("FROM rust\nRUN x\n", {{0, k_end_of_stage, {}, paths}});
  for (const std::string& line : lines_with(build.dockerfile, "RUN")) EXPECT_LT(line.size(), 65000U);
  EXPECT_THAT(build.dockerfile, HasSubstr("some_module_4999.rs"));
  EXPECT_FALSE(build.points[0].incomplete);
}

TEST(Probe, HasNoStepThatAnEarlierProbeHad) {
  const ProbeBuild build = probe("FROM rust\nRUN x\n", {{0}, {0, 1, {"/app"}, {"/app/src/main.rs"}}});
  std::vector<std::string> steps = lines_with(build.dockerfile, "RUN ");
  std::erase_if(steps, [](const std::string& line) { return line.starts_with("RUN x"); });
  EXPECT_THAT(steps, AllOf(SizeIs(3), Each(HasSubstr("N1"))));
}

TEST(Probe, LeavesOutPathsThatNoLineCanName) {
  const ProbeBuild build =
      probe("FROM rust\nRUN x\n", {{0, k_end_of_stage, {"/a\nb"}, {"/c\xff", "/\"d\""}}});
  EXPECT_TRUE(build.points[0].incomplete);
  EXPECT_THAT(build.dockerfile, HasSubstr("\"/\\\"d\\\"\""));
  EXPECT_THAT(build.dockerfile, Not(HasSubstr("/c\xff")));
}

}  // namespace
}  // namespace cb21
