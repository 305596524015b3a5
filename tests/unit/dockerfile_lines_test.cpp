// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(DockerfileLines, ReadsDirectivesAboveEverythingElse) {
  const DockerfileLines lines = read_dockerfile_lines(
      "\xEF\xBB\xBF# Syntax = docker/dockerfile:1 x\r\n#ESCAPE=`\r\n# check=skip=all\r\n# a comment\n# "
      "escape=\\\nRUN a `\n b\n");
  EXPECT_EQ(lines.syntax, "docker/dockerfile:1");
  EXPECT_EQ(lines.escape, '`');
  EXPECT_THAT(lines.comments, ElementsAre("a comment", "escape=\\"));
  ASSERT_EQ(lines.instructions.size(), 1U);
  EXPECT_EQ(lines.instructions[0].text, "a  b");
}

struct DirectiveCase {
  std::string_view text;
  char escape;
};

TEST(DockerfileLines, TakesNoDirectiveAfterAnythingElse) {
  const DirectiveCase cases[] = {
      {"# escape=`\n", '`'},
      {"\n# escape=`\n", '\\'},
      {"# plain\n# escape=`\n", '\\'},
      {"# unknown=1\n# escape=`\n", '\\'},
      {"FROM a\n# escape=`\n", '\\'},
      {"# escape=x\n", '\\'},
      {"  #  escape  =  `  \n", '`'},
      {"# syntax=a\n# escape=`\n", '`'},
  };
  for (const DirectiveCase& c : cases) EXPECT_EQ(read_dockerfile_lines(c.text).escape, c.escape) << c.text;
}

struct JoinCase {
  std::string_view text;
  std::string_view joined;
  std::size_t last_line;
};

TEST(DockerfileLines, JoinsContinuationLines) {
  const JoinCase cases[] = {
      {"RUN a \\\n  b\n", "a   b", 2},
      {"RUN a \\  \t\n b\n", "a  b", 2},
      {"RUN a \\\n# comment\n\n   \n b\n", "a  b", 5},
      {"RUN a \\\\\nRUN b\n", "a \\\\", 1},
      {"RUN a\\\n", "a", 1},
      {"RUN a \\\r\n b\r\n", "a  b", 2},
      {"\\\nRUN a\n", "a", 2},
      {"RUN \\\n \\\n a\n", "a", 3},
  };
  for (const JoinCase& c : cases) {
    const DockerfileLines lines = read_dockerfile_lines(c.text);
    ASSERT_FALSE(lines.instructions.empty()) << c.text;
    EXPECT_EQ(lines.instructions[0].keyword, "RUN");
    EXPECT_EQ(lines.instructions[0].text, c.joined) << c.text;
    EXPECT_EQ(lines.instructions[0].last_line, c.last_line) << c.text;
  }
}

TEST(DockerfileLines, CountsLinesFromOne) {
  const DockerfileLines lines = read_dockerfile_lines("# c\n\nFROM a\nRUN x \\\n y\nRUN <<E\n1\nE\nCMD z");
  ASSERT_EQ(lines.instructions.size(), 4U);
  const std::vector<std::pair<std::size_t, std::size_t>> expected = {{3, 3}, {4, 5}, {6, 8}, {9, 9}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(lines.instructions[i].line, expected[i].first);
    EXPECT_EQ(lines.instructions[i].last_line, expected[i].second);
  }
}

struct HeredocCase {
  std::string_view text;
  std::string_view name;
  std::string_view body;
  bool expand;
};

TEST(DockerfileLines, ReadsHeredocs) {
  const HeredocCase cases[] = {
      {"RUN <<EOF\na\nb\nEOF\n", "EOF", "a\nb\n", true},
      {"RUN <<-EOF\n\ta\n\t\tb\n\tEOF\n", "EOF", "a\nb\n", true},
      {"RUN <<'EOF'\n# no comment\n\nEOF\n", "EOF", "# no comment\n\n", false},
      {"RUN <<\"E F\"\na\nE F\n", "E F", "a\n", false},
      {"RUN cat << EOF > /x\na \\\nEOF\n", "EOF", "a \\\n", true},
      {"RUN 3<<EOF cat\na\nEOF\n", "EOF", "a\n", true},
      {"COPY <<EOF /x\na\nEOF\n", "EOF", "a\n", true},
      {"ONBUILD RUN <<EOF\na\nEOF\n", "EOF", "a\n", true},
      {"RUN <<EOF\r\na\r\nEOF\r\n", "EOF", "a\r\n", true},
  };
  for (const HeredocCase& c : cases) {
    const DockerfileLines lines = read_dockerfile_lines(std::string(c.text) + "CMD x\n");
    ASSERT_FALSE(lines.instructions.empty());
    const auto& heredocs = lines.instructions[0].heredocs;
    ASSERT_EQ(heredocs.size(), 1U) << c.text;
    EXPECT_EQ(heredocs[0].name, c.name);
    EXPECT_EQ(heredocs[0].body, c.body);
    EXPECT_EQ(heredocs[0].expand, c.expand) << c.text;
  }
}

TEST(DockerfileLines, LetsAHeredocWithoutAnEndReachToTheEndOfTheFile) {
  const DockerfileLines lines = read_dockerfile_lines("RUN <<EOF\na\nCMD x\n");
  ASSERT_EQ(lines.instructions.size(), 1U);
  EXPECT_EQ(lines.instructions[0].heredocs.at(0).body, "a\nCMD x\n");
  EXPECT_EQ(lines.instructions[0].last_line, 3U);
}

TEST(DockerfileLines, ReadsSeveralHeredocsOfOneInstruction) {
  const DockerfileLines lines = read_dockerfile_lines("COPY <<a <<b /d/\n1\na\n2\nb\nCMD x\n");
  ASSERT_EQ(lines.instructions.size(), 2U);
  ASSERT_EQ(lines.instructions[0].heredocs.size(), 2U);
  EXPECT_EQ(lines.instructions[0].heredocs[1].body, "2\n");
}

TEST(DockerfileLines, SeesNoHeredocWhereDockerSeesNone) {
  for (const std::string_view text : {"RUN echo $((1<<2))\nCMD x\n",
                                      "RUN cat <<<EOF\nCMD x\n",
                                      "CMD cat <<EOF\nCMD x\n",
                                      "RUN [\"cat\", \"<<EOF\"]\nCMD x\n",
                                      "RUN echo \"a <<EOF\nCMD x\n",
                                      "RUN echo 'x <<EOF'\nCMD x\n"}) {
    const DockerfileLines lines = read_dockerfile_lines(text);
    EXPECT_EQ(lines.instructions.size(), 2U) << text;
    EXPECT_THAT(lines.instructions[0].heredocs, IsEmpty()) << text;
  }
}

TEST(DockerfileLines, TakesFlagsFromTheText) {
  const DockerfileLines lines =
      read_dockerfile_lines("copy --from=b --link --chmod='7 55' a b\nRUN -- --x\nRUN a --b\n");
  ASSERT_EQ(lines.instructions.size(), 3U);
  EXPECT_EQ(lines.instructions[0].keyword, "COPY");
  EXPECT_THAT(lines.instructions[0].flags,
              ElementsAre(Pair("from", "b"), Pair("link", ""), Pair("chmod", "7 55")));
  EXPECT_EQ(lines.instructions[0].flag("from"), "b");
  EXPECT_EQ(lines.instructions[0].flag("exclude"), std::nullopt);
  EXPECT_THAT(lines.instructions[0].words, ElementsAre("a", "b"));
  EXPECT_EQ(lines.instructions[1].text, "--x");
  EXPECT_THAT(lines.instructions[2].flags, IsEmpty());
}

TEST(DockerfileLines, FallsBackToTheShellForm) {
  const DockerfileLines lines =
      read_dockerfile_lines("RUN [\"a\", \"b\"]\nRUN ['a']\nRUN [ -f x ] && y\nRUN [\"a\", 1]\n");
  ASSERT_EQ(lines.instructions.size(), 4U);
  EXPECT_TRUE(lines.instructions[0].exec_form);
  EXPECT_THAT(lines.instructions[0].words, ElementsAre("a", "b"));
  for (std::size_t i = 1; i < 4; ++i) EXPECT_FALSE(lines.instructions[i].exec_form);
  EXPECT_THAT(lines.instructions[2].words, ElementsAre("[", "-f", "x", "]", "&&", "y"));
}

TEST(DockerfileLines, KeepsOnbuildRaw) {
  const DockerfileLines lines =
      read_dockerfile_lines("ONBUILD RUN --mount=type=cache,target=/x cargo build\n");
  EXPECT_EQ(lines.instructions.at(0).text, "RUN --mount=type=cache,target=/x cargo build");
}

}  // namespace
}  // namespace cb21
