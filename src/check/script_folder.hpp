// SPDX-License-Identifier: Apache-2.0
// The folder that each command of a shell script runs in, as far as the script's text tells: what cd and
// pushd change holds until the subshell, the substitution or the quoted script that they stand in ends.
#pragma once

#include "inputs/shell_commands.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class ScriptFolder {
 public:
  // Beginning in `folder`, below the project's root; nothing where that is not known.
  ScriptFolder(std::string_view script, std::optional<std::string> folder);

  // Goes on to `command`, the next of shell_commands(script), and where that is a cd through it.
  void enter(const ShellCommand& command);

  // Goes on to the end.
  void leave();

  // Nothing where it is not known.
  const std::optional<std::string>& folder() const { return folder_; }

 private:
  // A part of the script whose changes end with it.
  struct Scope {
    char sign;  // that it began with
    bool changed = false;
    std::optional<std::string> outer;  // the folder before the first change
  };

  bool reach(const ShellCommand& command);
  void pass();
  void pass_in(char sign);
  void open(char sign);
  void close();
  void change(std::optional<std::string> folder);
  void run(const ShellCommand& command);

  std::string_view script_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t line_end_;
  std::optional<std::string> folder_;
  std::vector<Scope> scopes_;
  std::vector<std::optional<std::string>> pushed_;
  bool lost_ = false;  // deeper than is kept
};

}  // namespace cb21
