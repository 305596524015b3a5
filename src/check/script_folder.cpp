// SPDX-License-Identifier: Apache-2.0
#include "check/script_folder.hpp"

#include "check/project_file.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace cb21 {
namespace {

// Beyond these the folder is not known: no script that people write comes near.
constexpr std::size_t k_deepest_scope = 64;
constexpr std::size_t k_most_pushed = 64;
constexpr std::size_t k_longest_folder = 4096;

bool is_quote(char sign) { return sign == '"' || sign == '\'' || sign == '`'; }

bool is_in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; }

// Where `word` stands in `text` as a word of its own; npos where it does not.
std::size_t find_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_in_word(text[at - 1]);
    if (begins && (end == text.size() || !is_in_word(text[end]))) return at;
  }
  return std::string_view::npos;
}

}  // namespace

ScriptFolder::ScriptFolder(std::string_view script, std::optional<std::string> folder)
    : script_(script), line_end_(std::min(script.find('\n'), script.size())), folder_(std::move(folder)) {}

void ScriptFolder::enter(const ShellCommand& command) {
  if (command.words.empty()) return;
  const bool reached = reach(command);
  if (!is_one_of(command.program(), {"cd", "pushd", "popd"})) return;
  // It may stand in a script of several lines within quotes.
  if (!reached) return change(std::nullopt);
  run(command);
}

void ScriptFolder::leave() {
  while (at_ < script_.size()) pass();
}

// Behind the command's first word, or to the end of its line where that is not found as it is written.
bool ScriptFolder::reach(const ShellCommand& command) {
  while (line_ < command.line && at_ < script_.size()) pass();
  if (line_end_ < at_) line_end_ = std::min(script_.find('\n', at_), script_.size());
  const std::size_t word = find_word(script_.substr(at_, line_end_ - at_), command.words.front());
  const bool found = word != std::string_view::npos;
  const std::size_t target = found ? at_ + word + command.words.front().size() : line_end_;
  while (at_ < target) pass();
  return found;
}

void ScriptFolder::pass() {
  const char c = script_[at_++];
  if (c == '\n') {
    ++line_;
    // An apostrophe, more likely than a quoted text that goes on.
    while (!scopes_.empty() && is_quote(scopes_.back().sign)) close();
  } else if (c == '\\' && at_ < script_.size() && script_[at_] != '\n') {
    ++at_;
  } else {
    pass_in(c);
  }
}

void ScriptFolder::pass_in(char sign) {
  const char inside = scopes_.empty() ? '\0' : scopes_.back().sign;
  const bool ends = sign == ')' ? inside == '(' : is_quote(sign) && sign == inside;
  if (ends) return close();
  if (inside == '\'') return;
  const bool substitutes = at_ >= 2 && script_[at_ - 2] == '$';
  const bool plain = inside == '"' && (sign == '\'' || (sign == '(' && !substitutes));
  if (!plain && (is_quote(sign) || sign == '(')) open(sign);
}

void ScriptFolder::open(char sign) {
  if (scopes_.size() >= k_deepest_scope) {
    lost_ = true;
    folder_.reset();
    return;
  }
  scopes_.push_back({.sign = sign, .changed = false, .outer = {}});
}

void ScriptFolder::close() {
  Scope& scope = scopes_.back();
  if (scope.changed && !lost_) folder_ = std::move(scope.outer);
  scopes_.pop_back();
}

void ScriptFolder::change(std::optional<std::string> folder) {
  if (lost_) return;
  if (folder && folder->size() > k_longest_folder) folder.reset();
  if (!scopes_.empty() && !std::exchange(scopes_.back().changed, true)) scopes_.back().outer = folder_;
  folder_ = std::move(folder);
}

void ScriptFolder::run(const ShellCommand& command) {
  if (command.program() == "popd") {
    std::optional<std::string> back;
    if (!pushed_.empty()) back = std::move(pushed_.back());
    if (!pushed_.empty()) pushed_.pop_back();
    return change(std::move(back));
  }
  if (command.program() == "pushd" && pushed_.size() < k_most_pushed) pushed_.push_back(folder_);
  const bool plain = command.words.size() == 2 && command.words[1].find('$') == std::string::npos &&
                     !command.words[1].starts_with('/') && command.words[1] != "-";
  change(plain && folder_ ? std::optional(path_below(*folder_, command.words[1])) : std::nullopt);
}

}  // namespace cb21
