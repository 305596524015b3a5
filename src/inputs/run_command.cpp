// SPDX-License-Identifier: Apache-2.0
#include "inputs/run_command.hpp"

#include "inputs/dockerfile_lines.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

bool needs_quotes(std::string_view word) {
  static constexpr std::string_view k_plain = "%+,-./:=@_";
  return word.empty() || !std::all_of(word.begin(), word.end(), [](char c) {
           const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           return letter || k_plain.find(c) != std::string_view::npos;
         });
}

std::string join_for_shell(const std::vector<std::string>& words) {
  std::string command;
  for (const std::string& word : words) {
    if (!command.empty()) command += ' ';
    if (!needs_quotes(word)) {
      command += word;
      continue;
    }
    command += '\'';
    for (const char c : word) command += c == '\'' ? std::string("'\\''") : std::string(1, c);
    command += '\'';
  }
  return command;
}

}  // namespace

std::string run_command(const Instruction& instruction) {
  if (instruction.exec_form) return join_for_shell(instruction.words);
  if (instruction.heredocs.empty()) return instruction.text;
  if (read_heredoc_word(instruction.text)) return instruction.heredocs.front().body;
  std::string command = instruction.text;
  for (const Heredoc& heredoc : instruction.heredocs) command += "\n" + heredoc.body + heredoc.name;
  return command;
}

}  // namespace cb21
