// SPDX-License-Identifier: Apache-2.0
#include "inputs/shell_script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;

// Words joined by '|', commands by ';'.
std::string outline(std::string_view script) {
  std::string text;
  for (const SimpleCommand& command : read_shell_script(script)) {
    if (!text.empty()) text += ';';
    for (std::size_t i = 0; i < command.words.size(); ++i)
      text += (i == 0 ? "" : "|") + command.words[i].text;
  }
  return text;
}

struct ScriptCase {
  std::string_view script;
  std::string_view outline;
};

TEST(ShellScript, SplitsCommandsAndWords) {
  const ScriptCase cases[] = {
      {"a b&&c||d;e\nf & g | h", "a|b;c;d;e;f;g;h"},
      {R"(a 'b c' "d e"f\ g)", "a|b c|d ef g"},
      {"a \\\n b", "a|b"},
      {"a # no b\nc#d", "a;c#d"},
      {"(a; b) | { c; }", "a;b;{|c;}"},
      {"a \"$x ${y:-z w} $(b c)\"", "a|$x ${y:-z w} $(b c)"},
      {"a 'b", "a|b"},
      {"a \"b", "a|b"},
      {R"(a "\$x \n")", "a|$x \\n"},
      {"a $((1 + (2))) b", "a|$((1 + (2)))|b"},
      {"", ""},
  };
  for (const ScriptCase& c : cases) EXPECT_EQ(outline(c.script), c.outline) << c.script;
}

TEST(ShellScript, TakesRedirectionsOutOfTheWords) {
  const std::vector<SimpleCommand> commands =
      read_shell_script("a >x 2>&1 b >>'y z' <in 2>err &>all >|c; > only");
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_EQ(commands[0].words.size(), 2U);
  EXPECT_THAT(commands[0].writes, ElementsAre("x", "y z", "err", "all", "c"));
  EXPECT_THAT(commands[1].writes, ElementsAre("only"));
}

TEST(ShellScript, GivesHeredocsToTheirCommands) {
  const std::vector<SimpleCommand> commands =
      read_shell_script("cat <<A | bash <<-'B' -s\n1\nA\n\t2\n\tB\nnext <<<word\n");
  ASSERT_EQ(commands.size(), 3U);
  EXPECT_EQ(commands[0].input, "1\n");
  EXPECT_EQ(commands[1].input, "2\n");
  EXPECT_EQ(commands[1].words.size(), 2U);
  EXPECT_EQ(commands[2].words.size(), 1U);
}

TEST(ShellScript, ReadsQuotesThatHoldQuotes) {
  const ScriptCase cases[] = {
      {R"(x=$'it\'s' && a)", "x=it's;a"},
      {R"(a $'\n\\' "$'b'")", "a|\n\\|$'b'"},
      {R"(x=${y:-"a}b"}; a)", "x=${y:-\"a}b\"};a"},
      {"x=${y:-'}'}; a", "x=${y:-'}'};a"},
      {R"(x=${y#"}"}; a)", R"(x=${y#"}"};a)"},
      {R"(echo "${x//\}/y}" && a)", R"(echo|${x//\}/y};a)"},
      {R"(echo "${x:-it's}" && a)", "echo|${x:-it's};a"},
      {R"(echo "${x:-"a}b"}" && a)", R"(echo|${x:-"a}b"};a)"},
      {"echo ${x:-${y:-z}} && a", "echo|${x:-${y:-z}};a"},
      {R"_(x=$(echo $'\'' ")") && a)_", R"_(x=$(echo $'\'' ")");a)_"},
      {"echo ${x", "echo|${x"},
  };
  for (const ScriptCase& c : cases) EXPECT_EQ(outline(c.script), c.outline) << c.script;
}

TEST(ShellScript, GivesHereStringsToTheirCommands) {
  const std::vector<SimpleCommand> commands = read_shell_script("bash <<< \"cargo build\" -s\n");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(commands[0].input, "cargo build\n");
  EXPECT_EQ(commands[0].words.size(), 2U);
}

// Each command with a parenthesis for each shell of its own that begins with it and ends behind it.
std::string nesting(std::string_view script) {
  std::string text;
  for (const SimpleCommand& command : read_shell_script(script)) {
    text += std::string(text.empty() ? 0 : 1, ' ') + std::string(command.subshells_begun, '(') +
            command.words.back().text + std::string(command.subshells_ended, ')');
  }
  return text;
}

TEST(ShellScript, KnowsWhatRunsInAShellOfItsOwn) {
  const ScriptCase cases[] = {
      {"a; (b; c) && d", "a (b c) d"},
      {"((a); b); c", "((a) b) c"},
      {"() a; ( ) b", "a b"},
      {"a | b |& c || d", "(a) (b) (c) d"},
      {"a |\n b; c", "(a) (b) c"},
      {"a | while b; do c; d; done; e", "(a) (b c d done) e"},
      {"{ a; b; } | (c; d); e", "(a b }) ((c d)) e"},
      {"if a; then b | c; fi; d", "a (b) (c) fi d"},
      {"(case x in a) b;; (c) d;; esac; e); f", "(a b (c) d esac e) f"},
      {"f() { a; }; function g { b; } | c; d", "f a } (b }) (c) d"},
      {"echo case; (a); echo }; b", "case (a) } b"},
      {") a; } b", "a b"},
      {"(a", "(a)"},
  };
  for (const ScriptCase& c : cases) EXPECT_EQ(nesting(c.script), c.outline) << c.script;
}

TEST(ShellScript, CollectsSubstitutionsWithinBraces) {
  const std::vector<SimpleCommand> commands = read_shell_script("echo ${X:-$(a b)} \"${Y:-`c`}\"");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_THAT(commands[0].substitutions, ElementsAre("a b", "c"));
}

TEST(ShellScript, CollectsSubstitutions) {
  const std::vector<SimpleCommand> commands = read_shell_script("x=$(a \"$(b)\" ')') \"`c`\" $(d");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_THAT(commands[0].substitutions, ElementsAre("a \"$(b)\" ')'", "c", "d"));
}

}  // namespace
}  // namespace cb21
