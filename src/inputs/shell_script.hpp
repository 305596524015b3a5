// SPDX-License-Identifier: Apache-2.0
// A POSIX shell script split into simple commands, as text: enough to see which programs a RUN starts with
// which words. Nothing is expanded or run; what is not understood is passed over.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct ShellWord {
  std::string text;     // quotes removed, variables as written
  bool quoted = false;  // any part of it
};

struct SimpleCommand {
  std::vector<ShellWord> words;            // assignments and reserved words included
  std::vector<std::string> writes;         // the files of > and >>
  std::vector<std::string> substitutions;  // the scripts within $( ) and ` `
  std::string input;                       // the bodies of its heredocs, the text of its here-strings
  std::size_t line = 0;                    // of its first word, from 0
  // Shells of their own, ( ) and the elements of a pipeline, that begin with it and that end behind it.
  std::size_t subshells_begun = 0;
  std::size_t subshells_ended = 0;
};

// Words after which a command begins, or a compound command ends.
bool is_reserved(const ShellWord& word);

// In the order in which they are written.
std::vector<SimpleCommand> read_shell_script(std::string_view script);

}  // namespace cb21
