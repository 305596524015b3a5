// SPDX-License-Identifier: Apache-2.0
// A Dockerfile's text as instructions: parser directives, comments, continuation lines and heredocs, as
// moby/buildkit frontend/dockerfile/parser reads them. What instructions mean is not known here.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct DockerfileLines {
  std::vector<Instruction> instructions;
  std::vector<std::string> comments;  // without '#', trimmed; directives are none
  std::string syntax;
  char escape = '\\';
};

// Never fails: a heredoc without an end reaches to the end of the file.
DockerfileLines read_dockerfile_lines(std::string_view text);

// The heredoc that a word such as <<EOF or 3<<-"EOF" announces, without its body.
struct HeredocWord {
  std::string name;
  bool strip_tabs = false;
  bool expand = true;
};

std::optional<HeredocWord> read_heredoc_word(std::string_view word);

}  // namespace cb21
