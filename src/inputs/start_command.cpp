// SPDX-License-Identifier: Apache-2.0
#include "inputs/start_command.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/shell_commands.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// ENTRYPOINT or CMD: its words, and where the last instruction of that keyword stands.
struct Start {
  std::vector<std::string> words;
  std::size_t line = 0;
};

bool is_shell_form(const std::vector<std::string>& words) { return words.size() == 3 && words[1] == "-c"; }

std::size_t line_of(const Stage& stage, std::string_view keyword) {
  std::size_t line = 0;
  for (const Instruction& instruction : stage.instructions) {
    if (instruction.keyword == keyword) line = instruction.line;
  }
  return line;
}

// docker forgets a base stage's CMD where ENTRYPOINT is set again.
std::pair<Start, Start> entrypoint_and_command(const Dockerfile& dockerfile, std::size_t stage) {
  Start entrypoint;
  Start command;
  for (const std::size_t index : stage_lineage(dockerfile, stage)) {
    const Stage& part = dockerfile.stages[index];
    if (!part.entrypoint.empty()) {
      entrypoint = {part.entrypoint, line_of(part, "ENTRYPOINT")};
      command = {};
    }
    if (!part.command.empty()) command = {part.command, line_of(part, "CMD")};
  }
  return {std::move(entrypoint), std::move(command)};
}

void append_words(std::vector<std::string>& words, const std::vector<std::string>& start) {
  if (!is_shell_form(start)) {
    words.insert(words.end(), start.begin(), start.end());
    return;
  }
  for (const ShellCommand& command : shell_commands(start.back()))
    words.insert(words.end(), command.words.begin(), command.words.end());
}

bool is_init(std::string_view program) {
  constexpr auto k_inits = std::to_array<std::string_view>(
      {"catatonit", "docker-init", "dumb-init", "tini", "tini-static", "pid1"});
  return std::find(k_inits.begin(), k_inits.end(), program) != k_inits.end();
}

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + '\'';
}

// The commands that words start: those of the script where they are a shell's.
std::vector<ShellCommand> commands_of(const std::vector<std::string>& words) {
  std::string script;
  for (const std::string& word : words) script += quoted(word) + ' ';
  return shell_commands(script);
}

// "tini -g -- program": from the program on.
std::vector<std::string> without_init(const std::vector<std::string>& words) {
  std::size_t at = 1;
  while (at < words.size() && words[at].starts_with('-')) ++at;
  return {words.begin() + static_cast<std::ptrdiff_t>(at), words.end()};
}

}  // namespace

std::vector<std::string> start_words(const Dockerfile& dockerfile, std::size_t stage) {
  const auto [entrypoint, command] = entrypoint_and_command(dockerfile, stage);
  std::vector<std::string> words;
  append_words(words, entrypoint.words);
  append_words(words, command.words);
  return words;
}

std::optional<StartedProgram> started_program(const Dockerfile& dockerfile, std::size_t stage) {
  const auto [entrypoint, command] = entrypoint_and_command(dockerfile, stage);
  std::vector<std::string> words = entrypoint.words;
  // A shell takes no further words for a program's.
  if (!is_shell_form(words)) words.insert(words.end(), command.words.begin(), command.words.end());
  std::size_t line = entrypoint.words.empty() ? command.line : entrypoint.line;
  for (int depth = 0; depth < 4; ++depth) {
    const std::vector<ShellCommand> commands = commands_of(words);
    if (commands.size() != 1 || commands.front().words.empty()) return std::nullopt;
    words = commands.front().words;
    if (!is_init(commands.front().program())) return StartedProgram{words.front(), line};
    words = without_init(words);
    const auto& after = command.words;
    if (!after.empty() && words == after) line = command.line;
  }
  return std::nullopt;
}

}  // namespace cb21
