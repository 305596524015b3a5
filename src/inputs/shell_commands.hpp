// SPDX-License-Identifier: Apache-2.0
// The programs that a shell script starts, whatever they are wrapped in: conditions and loops, functions,
// subshells, "sh -c", env, sudo, timeout, xargs, heredocs fed to a shell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

struct ShellCommand {
  std::vector<std::pair<std::string, std::string>> assignments;  // NAME=value in front of it
  std::vector<std::string> words;   // the program first; empty for a mere redirection
  std::vector<std::string> writes;  // the files of > and >>
  bool more_words = false;          // xargs or parallel adds words that are not written here
  std::size_t line = 0;             // of the script, from 0; in a script within it, of the outer command
  // Shells of their own (subshells, substitutions, "sh -c", the elements of a pipeline) that begin with it
  // and that end behind it.
  std::size_t subshells_begun = 0;
  std::size_t subshells_ended = 0;

  // The program without its directory; empty for a mere redirection.
  std::string_view program() const;
};

// Whether a program, without its directory, is a shell that reads such scripts.
bool is_shell(std::string_view program);

// The length of NAME in a word NAME=value; 0 for other words.
std::size_t assignment_name(std::string_view word);

std::vector<ShellCommand> shell_commands(std::string_view script);

}  // namespace cb21
