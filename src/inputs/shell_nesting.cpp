// SPDX-License-Identifier: Apache-2.0
#include "inputs/shell_nesting.hpp"

#include "word_list.hpp"

#include <utility>

namespace cb21 {
namespace {

// What ends the compound command that the word begins; empty for another word.
std::string_view closing_word(const ShellWord& word) {
  if (word.quoted) return {};
  if (word.text == "{") return "}";
  if (word.text == "if") return "fi";
  if (word.text == "case") return "esac";
  return is_one_of(word.text, {"for", "select", "until", "while"}) ? "done" : std::string_view();
}

}  // namespace

void ShellNesting::see_word(const ShellWord& word, std::size_t command) {
  if (expected_ == Expected::function_name) {
    expected_ = Expected::command;
    return;
  }
  if (expected_ == Expected::argument) return;
  const std::string_view closed_by = closing_word(word);
  if (!closed_by.empty()) {
    frames_.push_back({closed_by, command, command});
  } else if (!word.quoted && frames_.size() > 1 && frames_.back().closed_by == word.text) {
    frames_.pop_back();
  }
  if (!word.quoted && word.text == "function") {
    expected_ = Expected::function_name;
  } else if (!is_reserved(word)) {
    expected_ = Expected::argument;
  }
}

void ShellNesting::open_parenthesis(std::size_t commands) {
  frames_.push_back({")", commands, commands});
  expected_ = Expected::command;
}

// In a case it ends a pattern.
void ShellNesting::close_parenthesis(std::size_t commands) {
  end_element(commands, false);
  if (frames_.back().closed_by != ")") return;
  add(frames_.back().begin, commands);
  frames_.pop_back();
}

void ShellNesting::end_command(std::size_t commands) { end_element(commands, false); }

void ShellNesting::pipe(std::size_t commands) { end_element(commands, true); }

std::vector<CommandRange> ShellNesting::finish(std::size_t commands) {
  for (; frames_.size() > 1; frames_.pop_back()) {
    end_element(commands, false);
    if (frames_.back().closed_by == ")") add(frames_.back().begin, commands);
  }
  end_element(commands, false);
  return std::move(found_);
}

void ShellNesting::add(std::size_t begin, std::size_t end) {
  if (begin < end) found_.push_back({begin, end});
}

// The line may end behind a '|', and the element follows on the next one.
void ShellNesting::end_element(std::size_t commands, bool piped) {
  expected_ = Expected::command;
  Frame& frame = frames_.back();
  if (frame.element == commands) {
    frame.piped = frame.piped || piped;
    return;
  }
  if (frame.piped || piped) add(frame.element, commands);
  frame.element = commands;
  frame.piped = piped;
}

}  // namespace cb21
