// SPDX-License-Identifier: Apache-2.0
// In which directory each command of a shell script is started, as far as the text tells: cd, pushd and popd
// are followed, and what they do in a subshell ends with it.
#pragma once

#include "inputs/shell_commands.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class WorkingDirectory {
 public:
  explicit WorkingDirectory(std::string_view start) : path_(start) {}

  // For each command of the script in turn: it is started, in path(), ...
  void enter(const ShellCommand& command) { depth_ += command.subshells_begun; }

  // ... and has run.
  void leave(const ShellCommand& command);

  // Absolute; with a '$' in it where it is not known.
  const std::string& path() const { return path_; }

 private:
  struct Saved {
    std::size_t depth = 0;  // of the subshell behind which it holds again
    std::string path;
    std::string previous;
  };

  void change(const ShellCommand& command);
  void move_to(std::string path);

  std::string path_;
  std::string previous_;             // where "cd -" leads to; empty where that is not known
  std::vector<std::string> pushed_;  // by pushd
  std::size_t depth_ = 0;            // of open subshells
  std::vector<Saved> saved_;
};

}  // namespace cb21
