// SPDX-License-Identifier: Apache-2.0
#include "inputs/shell_commands.hpp"

#include "inputs/path_name.hpp"
#include "inputs/program_wrapper.hpp"
#include "inputs/shell_script.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>

namespace cb21 {
namespace {

// Scripts within scripts beyond this are not looked into.
constexpr int k_deepest_script = 6;

bool is_compound_head(const ShellWord& word) {
  return !word.quoted && is_one_of(word.text, {"case", "for", "select"});
}

bool is_option(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

// What stands after `signs` in a word that is one ${NAME...} and no more; nothing for other words.
std::optional<std::string_view> alternative(const ShellWord& word,
                                            std::initializer_list<std::string_view> signs) {
  const std::string_view text = word.text;
  if (word.quoted || !text.starts_with("${") || text.find('}') != text.size() - 1) return std::nullopt;
  const std::size_t name_end = std::min(text.find_first_of(":+-=?#%/"), text.size() - 1);
  const std::string_view rest = text.substr(name_end, text.size() - 1 - name_end);
  for (const std::string_view sign : signs) {
    if (rest.starts_with(sign)) return rest.substr(sign.size());
  }
  return std::nullopt;
}

// Whose directory, variables and so on the commands of a script within the script change.
enum class Shell { this_one, another };

void append_commands(std::string_view script,
                     int depth,
                     std::optional<std::size_t> line,
                     std::vector<ShellCommand>& found);

// Takes one simple command out of its wrapping.
class Unwrapper {
 public:
  Unwrapper(const SimpleCommand& command, int depth, std::size_t line, std::vector<ShellCommand>& found)
      : source_(command), words_(command.words), depth_(depth), line_(line), found_(found) {
    command_.line = line;
  }

  void run() {
    for (const std::string& script : source_.substitutions) descend(script, Shell::another);
    command_.writes = source_.writes;
    while (!done_ && !at_end()) take_word();
    if (!done_ && !command_.writes.empty()) found_.push_back(std::move(command_));
  }

 private:
  const std::string& word() const { return words_[at_].text; }

  bool at_end() const { return at_ >= words_.size(); }

  void descend(std::string_view script, Shell shell) {
    if (depth_ >= k_deepest_script) return;
    const std::size_t begin = found_.size();
    append_commands(script, depth_ + 1, line_, found_);
    if (shell == Shell::this_one || found_.size() == begin) return;
    ++found_[begin].subshells_begun;
    ++found_.back().subshells_ended;
  }

  void take_word() {
    const ShellWord& first = words_[at_];
    const std::string_view program = base_name(first.text);
    const ProgramWrapper* wrapper = find_wrapper(program);
    // A ${NAME:+...} holds a wrapper, where NAME is set.
    if (is_reserved(first) || alternative(first, {":+", "+"})) {
      ++at_;
    } else if (is_compound_head(first)) {
      done_ = true;
    } else if (!first.quoted && first.text == "function") {
      at_ += 2;
    } else if (const auto text = alternative(first, {":-", "-"})) {
      replace_word(std::string(*text));
    } else if (const std::size_t length = assignment_name(first.text); length != 0) {
      command_.assignments.emplace_back(first.text.substr(0, length), first.text.substr(length + 1));
      ++at_;
    } else if (is_shell(program) || program == "su" || (program == "runuser" && !names_user())) {
      take_shell(program);
    } else if (wrapper != nullptr) {
      skip_wrapper(*wrapper);
    } else if (program == "eval") {
      take_eval();
    } else if (program == "rustup" && at_ + 2 < words_.size() && words_[at_ + 1].text == "run") {
      skip_rustup_run();
    } else {
      take_command();
    }
  }

  // The words read so far give up their place to those that come instead: a chain of replacements stays
  // linear.
  void replace_word(const std::string& text) {
    std::vector<SimpleCommand> read = read_shell_script(text);
    std::vector<ShellWord> words;
    if (!read.empty()) words = std::move(read.front().words);
    const std::size_t room = std::min(at_ + 1, words.size());
    const auto behind = words.begin() + static_cast<std::ptrdiff_t>(room);
    words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(at_ + 1), behind, words.end());
    at_ = at_ + 1 - room;
    std::move(words.begin(), behind, words_.begin() + static_cast<std::ptrdiff_t>(at_));
  }

  void take_command() {
    for (; !at_end(); ++at_) {
      // parallel's arguments
      if (command_.more_words && word().starts_with(":::")) break;
      command_.words.push_back(word());
    }
    found_.push_back(std::move(command_));
    done_ = true;
  }

  void take_script(Shell shell) {
    descend(std::string(word()), shell);
    done_ = true;
  }

  // Stops where words were put in the place of an option, of which the first may be anything.
  void skip_options(const ProgramWrapper& wrapper) {
    while (!at_end() && is_option(word())) {
      if (wrapper.name == "env" && split_word()) return;
      const std::string& option = word();
      at_ += wrapper.takes_next(option) ? std::size_t{2} : std::size_t{1};
      if (option == "--") return;
    }
  }

  // env -S "PROGRAM WORD", -vS..., --split-string=...
  bool split_word() {
    constexpr std::string_view k_name = "--split-string";
    const std::string option = word();
    const bool is_long = option.starts_with(k_name);
    const std::size_t letter = option.find_first_not_of("0iv", 1);
    if (!is_long && (letter == std::string::npos || option[letter] != 'S')) return false;
    std::string text = option.substr(std::min(is_long ? k_name.size() + 1 : letter + 1, option.size()));
    if (text.empty() && at_ + 1 < words_.size()) {
      ++at_;
      text = word();
    }
    replace_word(text);
    return true;
  }

  void skip_wrapper(const ProgramWrapper& wrapper) {
    ++at_;
    command_.more_words = command_.more_words || is_one_of(wrapper.name, {"parallel", "xargs"});
    skip_options(wrapper);
    at_ += wrapper.operands;
    if (wrapper.name != "flock" || at_ + 1 >= words_.size() || !is_one_of(word(), {"-c", "--command"}))
      return;
    ++at_;
    take_script(Shell::another);
  }

  // runuser -u USER PROGRAM; it is like su without the option.
  bool names_user() const {
    for (std::size_t at = at_ + 1; at < words_.size() && is_option(words_[at].text); ++at) {
      if (words_[at].text.starts_with("-u") || words_[at].text.starts_with("--user")) return true;
    }
    return false;
  }

  void skip_rustup_run() {
    at_ += 2;
    skip_options({});
    ++at_;  // the toolchain
  }

  void take_eval() {
    std::string script;
    for (++at_; !at_end(); ++at_) script += word() + " ";
    descend(script, Shell::this_one);
    done_ = true;
  }

  // sh -c SCRIPT; sh with its script on standard input; sh FILE, which stays a command.
  void take_shell(std::string_view program) {
    const std::size_t start = at_++;
    const bool login = !is_shell(program);
    bool script_follows = false;
    // su takes the user's name before -c.
    while (!at_end() && !script_follows && (login || is_option(word()))) {
      const std::string& option = word();
      script_follows = is_option(option) && option[1] != '-' && option.find('c') != std::string::npos;
      // bash's -o takes a word, in a cluster of letters, too.
      const bool takes_next = option.size() > 1 && option[1] != '-' && option.back() == 'o';
      at_ += takes_next ? std::size_t{2} : std::size_t{1};
    }
    while (!login && !at_end() && is_option(word())) ++at_;
    if (script_follows && !at_end()) {
      take_script(Shell::another);
    } else if (at_end() && !source_.input.empty()) {
      descend(source_.input, Shell::another);
      done_ = true;
    } else {
      at_ = start;
      take_command();
    }
  }

  const SimpleCommand& source_;
  std::vector<ShellWord> words_;
  int depth_;
  std::size_t line_;
  std::vector<ShellCommand>& found_;
  ShellCommand command_;
  std::size_t at_ = 0;
  bool done_ = false;
};

// The commands of the script, each with its own line where none is given. Where a subshell's first or last
// command starts no program, the nearest that does is the one with which it begins or ends.
void append_commands(std::string_view script,
                     int depth,
                     std::optional<std::size_t> line,
                     std::vector<ShellCommand>& found) {
  std::size_t begun = 0;  // subshells in which nothing is found yet
  for (const SimpleCommand& command : read_shell_script(script)) {
    const std::size_t first = found.size();
    Unwrapper(command, depth, line.value_or(command.line), found).run();
    begun += command.subshells_begun;
    if (found.size() > first) found[first].subshells_begun += std::exchange(begun, 0);
    const std::size_t empty = std::min(begun, command.subshells_ended);
    begun -= empty;
    if (command.subshells_ended > empty) found.back().subshells_ended += command.subshells_ended - empty;
  }
}

}  // namespace

bool is_shell(std::string_view program) {
  return is_one_of(program, {"ash", "bash", "dash", "ksh", "sh", "zsh"});
}

std::size_t assignment_name(std::string_view word) {
  std::size_t length = 0;
  while (length < word.size() && word[length] != '=') {
    const char c = word[length];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && (length == 0 || c < '0' || c > '9')) return 0;
    ++length;
  }
  return length < word.size() ? length : 0;
}

std::string_view ShellCommand::program() const {
  return words.empty() ? std::string_view() : base_name(words.front());
}

std::vector<ShellCommand> shell_commands(std::string_view script) {
  std::vector<ShellCommand> found;
  append_commands(script, 0, std::nullopt, found);
  return found;
}

}  // namespace cb21
