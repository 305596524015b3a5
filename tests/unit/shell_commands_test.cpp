// SPDX-License-Identifier: Apache-2.0
#include "inputs/shell_commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::string outline(std::string_view script) {
  std::string text;
  for (const ShellCommand& command : shell_commands(script)) {
    if (!text.empty()) text += ';';
    for (std::size_t i = 0; i < command.words.size(); ++i) text += (i == 0 ? "" : " ") + command.words[i];
  }
  return text;
}

struct CommandCase {
  std::string_view script;
  std::string_view outline;
};

TEST(ShellCommands, SeesThroughWrappers) {
  const CommandCase cases[] = {
      {"if [ -f x ]; then cargo build; else a; fi", "[ -f x ];cargo build;a"},
      {"! a && { b; }", "a;b"},
      {"for x in cargo build; do a $x; done", "a $x"},
      {"while read f; do touch \"$f\"; done", "read f;touch $f"},
      {"(cd x && a)", "cd x;a"},
      {"sh -c 'a b && c'", "a b;c"},
      {"bash -euxo pipefail -c \"a\" b", "a"},
      {"bash -ceuo pipefail a", "a"},
      {"/bin/sh -lc 'sh -c \"a\"'", "a"},
      {"su user -c 'a b'", "a b"},
      {"sh script.sh a", "sh script.sh a"},
      {"bash <<E\na\nE\n", "a"},
      {"cat <<E >x\na\nE\n", "cat"},
      {"${FAST:+env RUSTFLAGS=-O} cargo build", "cargo build"},
      {"${FAST+nice} ${SLOW:+nice} cargo build", "cargo build"},
      {"${CARGO:-cargo} build", "cargo build"},
      {"${CARGO-env A=1 cargo} build", "cargo build"},
      {"${X:-} cargo build", "cargo build"},
      {"${CARGO} build", "${CARGO} build"},
      {"${X:-a}b c", "${X:-a}b c"},
      {"\"${X:+a}\" b", "${X:+a} b"},
      {"env -u X A=1 B=2 a b", "a b"},
      {"sudo -E -u root a", "a"},
      {"timeout -k 5 60 a", "a"},
      {"time -p nice -n 5 exec a", "a"},
      {"rustup run nightly cargo build", "cargo build"},
      {"rustup target add x", "rustup target add x"},
      {"mold -run cargo build", "cargo build"},
      {"eval \"a b\" c", "a b c"},
      {"x=$(a) b `c`", "a;c;b `c`"},
      {"echo cargo build", "echo cargo build"},
      {"'if' a", "if a"},
      {"A=1", ""},
      {"function f { cargo build; }; f", "cargo build;f"},
      {"timeout --kill-after 5 --signal=INT 600 cargo build", "cargo build"},
      {"sudo --user app -nu app cargo build", "cargo build"},
      {"env --unset X -S 'A=1 cargo build' --release", "cargo build --release"},
      {"env -S\"cargo build\"", "cargo build"},
      {"env --split-string='cargo build'", "cargo build"},
      {"bash <<< 'cargo build'", "cargo build"},
      {"echo ${X:-$(cargo build)}", "cargo build;echo ${X:-$(cargo build)}"},
      {"runuser -u app -- cargo build", "cargo build"},
      {"runuser --user app cargo build", "cargo build"},
      {"runuser - app -c 'cargo build'", "cargo build"},
      {"setpriv --reuid 1000 --clear-groups cargo build", "cargo build"},
      {"chpst -u app -v cargo build", "cargo build"},
      {"flock -w 5 /tmp/lock cargo build", "cargo build"},
      {"flock /tmp/lock -c 'cargo build; a'", "cargo build;a"},
      {"unshare -n --map-user 1 cargo build", "cargo build"},
      {"catchsegv sccache cargo build", "cargo build"},
      {"parallel -j 2 cargo build -p {} ::: a b", "cargo build -p {}"},
      {"sh -c", "sh -c"},
  };
  for (const CommandCase& c : cases) EXPECT_EQ(outline(c.script), c.outline) << c.script;
}

TEST(ShellCommands, KeepsAssignmentsInFrontOfACommand) {
  const std::vector<ShellCommand> commands = shell_commands("A='1 2' env B=3 /x/cargo C=4");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_THAT(commands[0].assignments, ElementsAre(Pair("A", "1 2"), Pair("B", "3")));
  EXPECT_THAT(commands[0].words, ElementsAre("/x/cargo", "C=4"));
  EXPECT_EQ(commands[0].program(), "cargo");
}

TEST(ShellCommands, KeepsAMereRedirection) {
  const std::vector<ShellCommand> commands = shell_commands("mkdir src && > src/main.rs");
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_THAT(commands[1].writes, ElementsAre("src/main.rs"));
  EXPECT_EQ(commands[1].program(), "");
}

TEST(ShellCommands, MarksWhatXargsAddsTo) {
  const std::vector<ShellCommand> commands = shell_commands("find . -print0 | xargs -0 -n 1 touch");
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_FALSE(commands[0].more_words);
  EXPECT_TRUE(commands[1].more_words);
  EXPECT_THAT(commands[1].words, ElementsAre("touch"));
}

TEST(ShellCommands, SaysAtWhichLineEachBegins) {
  const auto commands =
      shell_commands("a\n\n# b\ncat <<E\nx\nE\nc \\\n  d; sh -c 'e\nf'\nif g; then\n  h\nfi\n");
  std::vector<std::string> seen;
  seen.reserve(commands.size());
  for (const ShellCommand& command : commands) {
    seen.push_back(std::string(command.program()) + std::to_string(command.line));
  }
  EXPECT_THAT(seen, ElementsAre("a0", "cat3", "c6", "e7", "f7", "g9", "h10"));
}

// Each command with a parenthesis for each shell of its own that begins with it and ends behind it.
std::string nesting(std::string_view script) {
  std::string text;
  for (const ShellCommand& command : shell_commands(script)) {
    text += std::string(text.empty() ? 0 : 1, ' ') + std::string(command.subshells_begun, '(') +
            std::string(command.program()) + std::string(command.subshells_ended, ')');
  }
  return text;
}

TEST(ShellCommands, KnowsWhatRunsInAShellOfItsOwn) {
  const CommandCase cases[] = {
      {"(a); c", "(a) c"},
      {"sh -c 'a; (b)'; c", "(a (b)) c"},
      {"a $(b; c) `d`; e", "(b c) (d) a e"},
      {"eval 'a; (b)'; c", "a (b) c"},
      {"(A=1; a; B=2); b", "(a) b"},
      {"(A=1); a", "a"},
      {"(A=$(a)); b", "((a)) b"},
      {"for x in a; do b; done | c; d", "(b) (c) d"},
      {"su app -c 'a'; bash <<E\nb\nE\nc", "(a) (b) c"},
  };
  for (const CommandCase& c : cases) EXPECT_EQ(nesting(c.script), c.outline) << c.script;
}

TEST(ShellCommands, MarksWhatParallelAddsTo) {
  EXPECT_TRUE(shell_commands("parallel touch ::: a").at(0).more_words);
}

TEST(ShellCommands, StopsAtDeepNesting) {
  std::string script = "a";
  for (int i = 0; i < 40; ++i) script.insert(0, "eval eval ");
  EXPECT_NO_THROW(shell_commands(script));
  std::string open;
  for (int i = 0; i < 20000; ++i) open += "$(";
  EXPECT_NO_THROW(shell_commands(open));
}

}  // namespace
}  // namespace cb21
