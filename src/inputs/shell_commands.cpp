// SPDX-License-Identifier: Apache-2.0
#include "inputs/shell_commands.hpp"

#include "inputs/container_path.hpp"
#include "inputs/shell_script.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>

namespace cb21 {
namespace {

// Scripts within scripts beyond this are not looked into.
constexpr int k_deepest_script = 6;

// A program that starts the one named after its own options.
struct Wrapper {
  std::string_view name;
  std::string_view valued_options;  // short options that take the next word
  std::size_t operands = 0;         // words before the program
};

constexpr std::array<Wrapper, 17> k_wrappers = {{{"chroot", "", 1},
                                                 {"command", "", 0},
                                                 {"doas", "uC", 0},
                                                 {"env", "uCS", 0},
                                                 {"exec", "a", 0},
                                                 {"gosu", "", 1},
                                                 {"ionice", "cnp", 0},
                                                 {"mold", "", 0},
                                                 {"nice", "n", 0},
                                                 {"nohup", "", 0},
                                                 {"setsid", "", 0},
                                                 {"stdbuf", "ioe", 0},
                                                 {"su-exec", "", 1},
                                                 {"sudo", "CDghpRrTtUu", 0},
                                                 {"time", "fo", 0},
                                                 {"timeout", "ks", 1},
                                                 {"xargs", "adEILnPs", 0}}};

bool is_shell(std::string_view program) {
  return is_one_of(program, {"ash", "bash", "dash", "ksh", "sh", "zsh"});
}

// Words after which a command begins.
bool is_reserved(const ShellWord& word) {
  return !word.quoted && is_one_of(word.text,
                                   {"!",
                                    "{",
                                    "}",
                                    "if",
                                    "then",
                                    "elif",
                                    "else",
                                    "fi",
                                    "while",
                                    "until",
                                    "do",
                                    "done",
                                    "esac",
                                    "coproc"});
}

bool is_compound_head(const ShellWord& word) {
  return !word.quoted && is_one_of(word.text, {"case", "for", "function", "select"});
}

bool is_option(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

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

// Takes one simple command out of its wrapping.
class Unwrapper {
 public:
  Unwrapper(const SimpleCommand& command, int depth, std::size_t line, std::vector<ShellCommand>& found)
      : source_(command), words_(command.words), depth_(depth), line_(line), found_(found) {
    command_.line = line;
  }

  void run() {
    for (const std::string& script : source_.substitutions) descend(script);
    command_.writes = source_.writes;
    while (!done_ && !at_end()) take_word();
    if (!done_ && !command_.writes.empty()) found_.push_back(std::move(command_));
  }

 private:
  const std::string& word() const { return words_[at_].text; }

  bool at_end() const { return at_ >= words_.size(); }

  void descend(std::string_view script) {
    if (depth_ >= k_deepest_script) return;
    for (const SimpleCommand& inner : read_shell_script(script)) {
      Unwrapper(inner, depth_ + 1, line_, found_).run();
    }
  }

  void take_word() {
    const ShellWord& first = words_[at_];
    const std::string_view program = base_name(first.text);
    const auto* const wrapper = std::find_if(
        k_wrappers.begin(), k_wrappers.end(), [&](const Wrapper& w) { return w.name == program; });
    if (is_reserved(first)) {
      ++at_;
    } else if (is_compound_head(first)) {
      done_ = true;
    } else if (alternative(first, {":+", "+"})) {
      ++at_;  // a wrapper, where NAME is set
    } else if (const auto text = alternative(first, {":-", "-"})) {
      replace_word(std::string(*text));
    } else if (const std::size_t length = assignment_name(first.text); length != 0) {
      command_.assignments.emplace_back(first.text.substr(0, length), first.text.substr(length + 1));
      ++at_;
    } else if (wrapper != k_wrappers.end()) {
      skip_wrapper(*wrapper);
    } else if (is_shell(program) || program == "su") {
      take_shell(program);
    } else if (program == "eval") {
      take_eval();
    } else if (program == "rustup" && at_ + 2 < words_.size() && words_[at_ + 1].text == "run") {
      skip_rustup_run();
    } else {
      take_command();
    }
  }

  void replace_word(const std::string& text) {
    const std::vector<SimpleCommand> read = read_shell_script(text);
    const auto here = words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(at_));
    if (!read.empty()) words_.insert(here, read.front().words.begin(), read.front().words.end());
  }

  void take_command() {
    for (; !at_end(); ++at_) command_.words.push_back(word());
    found_.push_back(std::move(command_));
    done_ = true;
  }

  void skip_options(std::string_view valued) {
    while (!at_end() && is_option(word())) {
      const std::string& option = word();
      const bool takes_next = option.size() == 2 && valued.find(option[1]) != std::string_view::npos;
      at_ += takes_next ? std::size_t{2} : std::size_t{1};
      if (option == "--") return;
    }
  }

  void skip_wrapper(const Wrapper& wrapper) {
    ++at_;
    command_.more_words = command_.more_words || wrapper.name == "xargs";
    skip_options(wrapper.valued_options);
    at_ += wrapper.operands;
  }

  void skip_rustup_run() {
    at_ += 2;
    skip_options("");
    ++at_;  // the toolchain
  }

  void take_eval() {
    std::string script;
    for (++at_; !at_end(); ++at_) script += word() + " ";
    descend(script);
    done_ = true;
  }

  // sh -c SCRIPT; sh with its script on standard input; sh FILE, which stays a command.
  void take_shell(std::string_view program) {
    const std::size_t start = at_++;
    const bool login = program == "su";
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
      descend(word());
      done_ = true;
    } else if (at_end() && !source_.input.empty()) {
      descend(source_.input);
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

}  // namespace

std::string_view ShellCommand::program() const {
  return words.empty() ? std::string_view() : base_name(words.front());
}

std::vector<ShellCommand> shell_commands(std::string_view script) {
  std::vector<ShellCommand> found;
  for (const SimpleCommand& command : read_shell_script(script)) {
    Unwrapper(command, 0, command.line, found).run();
  }
  return found;
}

}  // namespace cb21
