// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Dockerfile, ListsStagesWithTheirBases) {
  const Dockerfile file = parse_dockerfile(
      "ARG V=1.80\n"
      "FROM --platform=$BUILDPLATFORM rust:${V} AS Builder\n"
      "from builder as tests\n"
      "FROM debian:12\n");
  ASSERT_EQ(file.stages.size(), 3U);
  EXPECT_EQ(file.stages[0].base, "rust:1.80");
  EXPECT_EQ(file.stages[0].name, "builder");
  EXPECT_EQ(file.stages[0].platform, "$BUILDPLATFORM");
  EXPECT_EQ(file.stages[0].line, 2U);
  EXPECT_EQ(file.stages[1].base_stage, 0U);
  EXPECT_EQ(file.stages[2].base_stage, std::nullopt);
  EXPECT_THAT(file.global_args, ElementsAre(Pair("V", "1.80")));
}

TEST(Dockerfile, FindsTheStageThatFromNamesInAnotherCase) {
  const Dockerfile file = parse_dockerfile("FROM rust AS Base\nFROM bASE\n");
  EXPECT_EQ(file.stages[1].base_stage, 0U);
}

TEST(Dockerfile, FindsStagesByNameAndNumber) {
  const Dockerfile file = parse_dockerfile("FROM a AS one\nFROM b AS two\nFROM c AS one\n");
  EXPECT_EQ(file.find_stage("ONE"), 2U);
  EXPECT_EQ(file.find_stage("1"), 1U);
  EXPECT_EQ(file.find_stage("3"), std::nullopt);
  EXPECT_EQ(file.find_stage("1x"), std::nullopt);
  EXPECT_EQ(file.find_stage(""), std::nullopt);
  EXPECT_EQ(file.target_stage(""), 2U);
  EXPECT_EQ(file.target_stage("two"), 1U);
  EXPECT_EQ(file.target_stage("none"), std::nullopt);
}

TEST(Dockerfile, NeverFails) {
  for (const std::string_view text : {"",
                                      "\n\n",
                                      "RUN x\n",
                                      "FROM\n",
                                      "COPY\n",
                                      "FROM a\nCOPY x\nADD\nRUN\nWORKDIR\nENV\n",
                                      "FROM a\nRUN <<EOF\nno end\n",
                                      "FROM a\nCOPY [\"a\", \n",
                                      "FROM ${x\nFROM $\nENV a\n",
                                      "\\",
                                      "FROM a\nRUN --mount= --mount x\nONBUILD\n"}) {
    EXPECT_NO_THROW(parse_dockerfile(text)) << text;
  }
  EXPECT_THAT(parse_dockerfile("RUN x\n").stages, IsEmpty());
}

TEST(Dockerfile, ResolvesCopiesAgainstTheWorkingDirectory) {
  const Dockerfile file = parse_dockerfile(
      "FROM a AS base\n"
      "WORKDIR /app\n"
      "WORKDIR sub/../x\n"
      "FROM base\n"
      "WORKDIR y\n"
      "COPY a b ./\n"
      "COPY --from=base --parents --exclude=*.md --link [\"c d\", \"/e\"]\n"
      "ADD . .\n"
      "COPY f ../g\n");
  const auto& copies = file.stages[1].copies;
  ASSERT_EQ(copies.size(), 4U);
  EXPECT_EQ(file.stages[1].workdir, "/app/x/y");
  EXPECT_THAT(copies[0].sources, ElementsAre("a", "b"));
  EXPECT_EQ(copies[0].destination, "/app/x/y/");
  EXPECT_EQ(copies[0].from, std::nullopt);
  EXPECT_EQ(copies[1].from, "base");
  EXPECT_TRUE(copies[1].parents);
  EXPECT_FALSE(copies[0].parents);
  EXPECT_THAT(copies[1].excludes, ElementsAre("*.md"));
  EXPECT_THAT(copies[1].sources, ElementsAre("c d"));
  EXPECT_EQ(copies[1].destination, "/e");
  EXPECT_TRUE(copies[2].add);
  EXPECT_EQ(copies[2].destination, "/app/x/y/");
  EXPECT_EQ(copies[3].destination, "/app/x/g");
  EXPECT_EQ(copies[3].line, 9U);
  EXPECT_EQ(file.stages[1].instructions[copies[3].instruction].keyword, "COPY");
}

struct ScopeCase {
  std::string_view text;  // COPY's source in the last stage is what is looked at
  std::string_view source;
};

TEST(Dockerfile, ExpandsVariablesByTheirScope) {
  const ScopeCase cases[] = {
      {"ARG a=1\nFROM x\nCOPY $a /\n", "$a"},
      {"ARG a=1\nFROM x\nARG a\nCOPY $a /\n", "1"},
      {"ARG a=1\nFROM x\nARG a=2\nCOPY $a /\n", "2"},
      {"FROM x\nARG a\nCOPY n$a /\n", "n"},
      {"FROM x\nARG a\nCOPY ${a:-d} /\n", "d"},
      {"FROM x\nARG TARGETARCH\nCOPY b-$TARGETARCH /\n", "b-$TARGETARCH"},
      {"FROM x\nCOPY $CARGO_HOME/bin/x /\n", "$CARGO_HOME/bin/x"},
      {"FROM x\nENV a=1 b=$a\nENV a=2 c=$a\nCOPY $a-$b-$c /\n", "2-$a-1"},
      {"FROM x\nENV a one two\nCOPY $a /\n", "one two"},
      {"FROM x\nARG a=1\nENV a=\"2 3\"\nCOPY ${a} /\n", "2 3"},
      {"FROM x AS b\nENV a=1\nARG c=2\nFROM b\nCOPY $a$c /\n", "12"},
      {"FROM x AS b\nENV a=1\nFROM y\nCOPY $a /\n", "$a"},
      {"FROM x\nARG a=1 b=$a\nCOPY $b /\n", "1"},
      {"FROM x\nARG given=1\nCOPY $given /\n", "2"},
      {"ARG given=1\nFROM x\nARG given\nCOPY $given /\n", "2"},
      {"FROM x\nCOPY $given /\n", "$given"},
      {"FROM x\nCOPY 'a'\\$b\"c\" /\n", "a$bc"},
  };
  for (const ScopeCase& c : cases) {
    const Dockerfile file = parse_dockerfile(c.text, {{"given", "2"}});
    ASSERT_FALSE(file.stages.empty());
    ASSERT_FALSE(file.stages.back().copies.empty()) << c.text;
    EXPECT_THAT(file.stages.back().copies.front().sources, ElementsAre(c.source)) << c.text;
  }
}

TEST(Dockerfile, TakesPlatformArgumentsThatAreGiven) {
  const Dockerfile file =
      parse_dockerfile("FROM --platform=$TARGETPLATFORM x\nARG TARGETARCH\nCOPY $TARGETARCH /\n",
                       {{"TARGETPLATFORM", "linux/arm64"}, {"TARGETARCH", "arm64"}});
  EXPECT_EQ(file.stages[0].platform, "linux/arm64");
  EXPECT_THAT(file.stages[0].copies[0].sources, ElementsAre("arm64"));
}

TEST(Dockerfile, ListsArgumentsOfAStage) {
  const Dockerfile file = parse_dockerfile("FROM x\nARG a=1 CB21_SOURCE_DIGEST\nARG b=\"$a 2\"\n");
  EXPECT_THAT(file.stages[0].args,
              ElementsAre(Pair("a", "1"), Pair("CB21_SOURCE_DIGEST", ""), Pair("b", "1 2")));
}

TEST(Dockerfile, ReadsMounts) {
  const Dockerfile file = parse_dockerfile(
      "FROM x\nARG d=target\nWORKDIR /app\n"
      "RUN --mount=type=cache,ID=k,target=$d,sharing=locked --mount=source=src,dst=/s,rw "
      "--mount='from=y,\"target=/a,b\"' \\\n"
      "    cargo build\n");
  const RunInstruction& run = file.stages[0].runs.at(0);
  ASSERT_EQ(run.mounts.size(), 3U);
  EXPECT_EQ(run.mounts[0].type, "cache");
  EXPECT_EQ(run.mounts[0].id, "k");
  EXPECT_EQ(run.mounts[0].target, "/app/target");
  EXPECT_EQ(run.mounts[0].written_target, "target");
  EXPECT_THAT(
      run.mounts[0].options,
      ElementsAre(Pair("type", "cache"), Pair("id", "k"), Pair("target", "$d"), Pair("sharing", "locked")));
  EXPECT_EQ(run.mounts[1].type, "bind");
  EXPECT_EQ(run.mounts[1].source, "src");
  EXPECT_EQ(run.mounts[1].target, "/s");
  EXPECT_EQ(run.mounts[2].from, "y");
  EXPECT_EQ(run.mounts[2].target, "/a,b");
  EXPECT_EQ(run.command, "cargo build");
  EXPECT_EQ(run.workdir, "/app");
  EXPECT_EQ(run.line, 4U);
}

TEST(Dockerfile, JoinsWhatAShellGetsToRead) {
  const Dockerfile file = parse_dockerfile(
      "FROM x\n"
      "RUN [\"sh\", \"-c\", \"it's $x\"]\n"
      "RUN <<EOF\n"
      "cargo build\n"
      "EOF\n"
      "RUN bash <<-EOF -e && true\n"
      "\tcargo run\n"
      "\tEOF\n");
  const auto& runs = file.stages[0].runs;
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0].command, "sh -c 'it'\\''s $x'");
  EXPECT_TRUE(runs[0].exec_form);
  EXPECT_EQ(runs[1].command, "cargo build\n");
  EXPECT_EQ(runs[2].command, "bash <<-EOF -e && true\ncargo run\nEOF");
}

TEST(Dockerfile, LeavesHeredocsOutOfCopySources) {
  const Dockerfile file = parse_dockerfile("FROM x\nCOPY a <<b.txt /d/\nbody\nb.txt\n");
  EXPECT_THAT(file.stages[0].copies.at(0).sources, ElementsAre("a"));
  EXPECT_EQ(file.stages[0].instructions[1].heredocs.at(0).body, "body\n");
}

TEST(Dockerfile, KeepsTheLastStartOfAStage) {
  const Dockerfile file =
      parse_dockerfile("FROM x\nENTRYPOINT [\"a\"]\nENTRYPOINT exec /b\nCMD [\"c\", \"d\"]\n");
  EXPECT_THAT(file.stages[0].entrypoint, ElementsAre("/bin/sh", "-c", "exec /b"));
  EXPECT_THAT(file.stages[0].command, ElementsAre("c", "d"));
}

TEST(Dockerfile, KeepsMemoryBoundedWhenVariablesDouble) {
  std::string text = "FROM x\nENV a=0123456789\n";
  for (int i = 0; i < 64; ++i) text += "ENV a=$a$a$a$a\n";
  const Dockerfile file = parse_dockerfile(text + "COPY $a /\n");
  EXPECT_LT(file.stages[0].copies.at(0).sources.at(0).size(), 100000U);
}

}  // namespace
}  // namespace cb21
