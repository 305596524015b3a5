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

TEST(ShellScript, CollectsSubstitutions) {
  const std::vector<SimpleCommand> commands = read_shell_script("x=$(a \"$(b)\" ')') \"`c`\" $(d");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_THAT(commands[0].substitutions, ElementsAre("a \"$(b)\" ')'", "c", "d"));
}

}  // namespace
}  // namespace cb21
