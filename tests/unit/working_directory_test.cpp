// SPDX-License-Identifier: Apache-2.0
#include "inputs/working_directory.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cb21 {
namespace {

// The directory in which "here" is started, in a script that begins in /app.
std::string directory_of_here(std::string_view script) {
  WorkingDirectory directory("/app");
  std::string found;
  for (const ShellCommand& command : shell_commands(script)) {
    directory.enter(command);
    if (command.program() == "here") found = directory.path();
    directory.leave(command);
  }
  return found;
}

TEST(WorkingDirectory, FollowsCd) {
  struct {
    std::string_view script;
    std::string_view directory;
  } const cases[] = {
      {"here", "/app"},
      {"cd src && here", "/app/src"},
      {"cd src && cd .. && here", "/app"},
      {"cd /x; here", "/x"},
      {"cd -- src && here", "/app/src"},
      {"cd -P src && here", "/app/src"},
      {"cd web && npm ci && cd - && here", "/app"},
      {"cd a; cd /b; cd -; cd -; here", "/b"},
      {"pushd web && pushd x && popd && popd && here", "/app"},
      {"pushd web && here", "/app/web"},
      {"(cd web && npm ci) && here", "/app"},
      {"(cd web && here)", "/app/web"},
      {"((cd a); cd b; (here)); cd c", "/app/b"},
      {"cd a; (cd /b; cd /c); cd -; here", "/app"},
      {"sh -c 'cd web && npm ci' && here", "/app"},
      {"x=$(cd web && pwd); here", "/app"},
      {"ls | while read f; do cd $f; done; here", "/app"},
      {"eval 'cd web' && here", "/app/web"},
      {"if true; then cd web; fi; here", "/app/web"},
      {"cd && here", "/$HOME"},
      {"cd ~/x && here", "/$HOME/x"},
      {"cd \"$(dirname src)\" && here", "/app/$(dirname src)"},
      {"cd \"$(dirname src)\"/.. && here", "/$PWD"},
      {"cd - && here", "/$PWD"},
  };

  for (const auto& c : cases) EXPECT_EQ(directory_of_here(c.script), c.directory) << c.script;
}

TEST(WorkingDirectory, StaysSmallInAHostileScript) {
  const std::string name(4000, 'x');
  std::string script = "cd /" + name + ";";
  for (int i = 0; i < 2000; ++i) script += "(cd a;pushd b;cd " + std::to_string(i) + ";";
  WorkingDirectory directory("/app");
  for (const ShellCommand& command : shell_commands(script)) {
    directory.enter(command);
    EXPECT_LE(directory.path().size(), 4096U);
    directory.leave(command);
  }
}

}  // namespace
}  // namespace cb21
