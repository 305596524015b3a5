// SPDX-License-Identifier: Apache-2.0
#include "check/script_folder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

// The folder at each command whose program is "x", and at the end; '?' where it is not known.
std::string shown(const std::string& script, const std::string& start = "") {
  ScriptFolder place(script, start);
  std::string text;
  const auto show = [&] { text += place.folder() ? '[' + *place.folder() + ']' : "?"; };
  for (const ShellCommand& command : shell_commands(script)) {
    place.enter(command);
    if (command.program() == "x") show();
  }
  place.leave();
  show();
  return text;
}

TEST(ScriptFolder, IsWhereACdLeads) {
  EXPECT_EQ(shown("x\n"), "[][]");
  EXPECT_EQ(shown("cd a && x\nx\n"), "[a][a][a]");
  EXPECT_EQ(shown("cd a\ncd b\nx\ncd ..\n", "r"), "[r/a/b][r/a/b/..]");
  EXPECT_EQ(shown("if cd a; then x; fi\n"), "[a][a]");
  EXPECT_EQ(shown("pushd a >/dev/null\nx\npopd\nx\n"), "[a][][]");
  EXPECT_EQ(shown("echo abcd; cd a; x\n"), "[a][a]");
}

TEST(ScriptFolder, IsLeftWithTheShellThatWentThere) {
  EXPECT_EQ(shown("(cd a && x)\nx\n"), "[a][][]");
  EXPECT_EQ(shown("(cd a && x) && x\n"), "[a][][]");
  EXPECT_EQ(shown("(\n  cd a\n  (cd b; x)\n  x\n)\nx\n"), "[a/b][a][][]");
  EXPECT_EQ(shown("V=$(cd a && x)\nx\n"), "[a][][]");
  EXPECT_EQ(shown("V=\"$(cd a && x)\" x\n"), "[a][][]");
  EXPECT_EQ(shown("x -t $(cd a && y) .\nx\n"), "[][][]");
  EXPECT_EQ(shown("V=`cd a && y`\nx\n"), "[][]");
  EXPECT_EQ(shown("sh -c 'cd a && x'\nx\n"), "[a][][]");
  EXPECT_EQ(shown("sh -c \"cd a && x\"; x\n"), "[a][][]");
  EXPECT_EQ(shown("sh -c '\n  cd a\n  x\n'\nx\n"), "?[][]");
  EXPECT_EQ(shown("(cd a && y)"), "[]");
}

TEST(ScriptFolder, IsNotLedAstrayByOtherSigns) {
  EXPECT_EQ(shown("# it's (\ncd a\nx\n"), "[a][a]");
  EXPECT_EQ(shown("echo \\( ')' \"it's (\"\ncd a\nx\n"), "[a][a]");
  EXPECT_EQ(shown("case $1 in\n  b) cd a ;;\nesac\nx\n"), "[a][a]");
  EXPECT_EQ(shown("f() {\n  y\n}\ncd a\nx\n"), "[a][a]");
  EXPECT_EQ(shown("cat <<E\nit's (\nE\ncd a\nx\n"), "[a][a]");
}

TEST(ScriptFolder, MayNotBeKnown) {
  for (const char* script : {"cd $A\nx\n",
                             "cd\nx\n",
                             "cd -\nx\n",
                             "cd /a\nx\n",
                             "cd -P a\nx\n",
                             "cd \"$(dirname \"$0\")\"\nx\n",
                             "popd\nx\n",
                             "cd $A\ncd b\nx\n"})
    EXPECT_EQ(shown(script), "??") << script;
}

TEST(ScriptFolder, EndsWhateverItIsGiven) {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "(cd a;";
  EXPECT_EQ(shown(deep + "x"), "??");
  std::string far;
  for (int i = 0; i < 50'000; ++i) far += "cd a\n";
  EXPECT_EQ(shown(far + "x\n"), "??");
  std::string pushed;
  for (int i = 0; i < 50'000; ++i) pushed += "pushd " + std::string(64, 'a') + '\n';
  EXPECT_EQ(shown(pushed + "x\n"), "??");
  EXPECT_EQ(shown(std::string(50'000, ')') + "\nx"), "[][]");
}

}  // namespace
}  // namespace cb21
