// SPDX-License-Identifier: Apache-2.0
// Which commands of a shell script run in a shell of their own: those in ( ), and the elements of a pipeline,
// be they compound commands. Told of what a reader of the script meets, in order; what does not match is
// passed over. Linear time.
#pragma once

#include "inputs/shell_script.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace cb21 {

// Commands of the script by number.
struct CommandRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class ShellNesting {
 public:
  // A word of command number `command`.
  void see_word(const ShellWord& word, std::size_t command);
  // What stands between commands, of which there have been `commands`.
  void open_parenthesis(std::size_t commands);
  void close_parenthesis(std::size_t commands);
  void end_command(std::size_t commands);
  void pipe(std::size_t commands);

  // What runs in a shell of its own: inner ones before outer ones, none empty.
  std::vector<CommandRange> finish(std::size_t commands);

 private:
  // ( ), { }, or a compound command from its first word on.
  struct Frame {
    std::string_view closed_by;
    std::size_t begin = 0;    // the first command of it
    std::size_t element = 0;  // the first command of the pipeline's element that is being read in it
    bool piped = false;       // a '|' stands before that element
  };

  enum class Expected { command, function_name, argument };

  void add(std::size_t begin, std::size_t end);
  void end_element(std::size_t commands, bool piped);

  std::vector<Frame> frames_{Frame{}};  // the script itself, then what is open
  Expected expected_ = Expected::command;
  std::vector<CommandRange> found_;
};

}  // namespace cb21
