// SPDX-License-Identifier: Apache-2.0
#include "inputs/shell_script.hpp"

#include "inputs/shell_nesting.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cb21 {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool ends_word(char c) {
  return is_blank(c) || std::string_view("\n;&|()<>").find(c) != std::string_view::npos;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The quote that begins at `at`: '$' for $'...', which knows escapes; none otherwise.
char opened_quote(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\'' && at > 0 && text[at - 1] == '$') return '$';
  return c == '\'' || c == '"' ? c : '\0';
}

bool closes(char quote, char c) { return c == (quote == '$' ? '\'' : quote); }

// Where the substitution that `text` is in ends: at the ')' that closes it, else at the end of the text.
std::size_t closing_parenthesis(std::string_view text) {
  int depth = 1;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && quote != '\'') {
      ++i;
    } else if (quote != '\0') {
      if (closes(quote, c)) quote = '\0';
    } else if (const char opened = opened_quote(text, i); opened != '\0') {
      quote = opened;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return i;
    }
  }
  return text.size();
}

class ScriptReader {
 public:
  explicit ScriptReader(std::string_view script) : script_(script), rest_(script) {}

  std::vector<SimpleCommand> read() {
    while (!rest_.empty()) read_token();
    end_command();
    for (const CommandRange& range : nesting_.finish(commands_.size())) {
      ++commands_[range.begin].subshells_begun;
      ++commands_[range.end - 1].subshells_ended;
    }
    return std::move(commands_);
  }

 private:
  struct Heredoc {
    std::string name;
    bool strip_tabs;
    std::size_t command;  // index into commands_ it will have
  };

  void read_token() {
    const char c = rest_.front();
    if (is_blank(c)) {
      rest_.remove_prefix(1);
    } else if (rest_.substr(0, 2) == "\\\n") {
      rest_.remove_prefix(2);
    } else if (c == '#') {
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    } else if (c == '\n') {
      read_separator();
      read_heredocs();
    } else if (c == '<' || c == '>' || rest_.substr(0, 2) == "&>") {
      read_redirection();
    } else if (ends_word(c)) {
      read_separator();
    } else {
      read_command_word();
    }
  }

  void end_command() {
    const bool empty = current_.words.empty() && current_.writes.empty() && current_.substitutions.empty();
    // A command that only waits for its heredoc keeps its place.
    const bool awaited = !heredocs_.empty() && heredocs_.back().command == commands_.size();
    if (empty && !awaited) return;
    commands_.push_back(std::exchange(current_, {}));
  }

  void read_separator() {
    const char c = next();
    end_command();
    if (c == '(') {
      nesting_.open_parenthesis(commands_.size());
    } else if (c == ')') {
      nesting_.close_parenthesis(commands_.size());
    } else if (c == '|' && !rest_.starts_with('|')) {
      nesting_.pipe(commands_.size());
      if (rest_.starts_with('&')) rest_.remove_prefix(1);
    } else {
      nesting_.end_command(commands_.size());
      if (c == '|') rest_.remove_prefix(1);
    }
  }

  // Lines are counted once: the reader only goes forward.
  std::size_t line_here() {
    const std::size_t here = script_.size() - rest_.size();
    const auto* const begin = script_.begin();
    line_ += static_cast<std::size_t>(std::count(begin + counted_, begin + here, '\n'));
    counted_ = here;
    return line_;
  }

  void read_command_word() {
    if (current_.words.empty()) current_.line = line_here();
    ShellWord word = read_word();
    const bool descriptor = !word.quoted && is_number(word.text) && !rest_.empty() &&
                            (rest_.front() == '<' || rest_.front() == '>');
    if (descriptor) return;
    nesting_.see_word(word, commands_.size());
    current_.words.push_back(std::move(word));
  }

  std::string_view take_operator() {
    static constexpr std::string_view k_symbols = "<>&|-";
    std::size_t length = 1;
    while (length < rest_.size() && length < 3 && k_symbols.find(rest_[length]) != std::string_view::npos) {
      // '-' belongs to "<<-" and ">&-" only, and a '<' after '>' to nothing.
      if (rest_[length] == '-' && length < 2) break;
      ++length;
    }
    const std::string_view symbol = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return symbol;
  }

  void read_redirection() {
    const std::string_view symbol = take_operator();
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    const std::string target = read_word().text;
    if (symbol == "<<" || symbol == "<<-") {
      heredocs_.push_back({target, symbol.size() == 3, commands_.size()});
      return;
    }
    if (symbol == "<<<") current_.input += target + '\n';
    const bool duplicates = symbol == ">&" && (is_number(target) || target == "-");
    if (symbol.find('>') != std::string_view::npos && !target.empty() && !duplicates)
      current_.writes.push_back(target);
  }

  void read_heredocs() {
    for (const Heredoc& heredoc : std::exchange(heredocs_, {})) {
      if (heredoc.command < commands_.size()) commands_[heredoc.command].input += read_body(heredoc);
    }
  }

  std::string read_body(const Heredoc& heredoc) {
    std::string body;
    while (!rest_.empty()) {
      std::string_view line = rest_.substr(0, std::min(rest_.find('\n'), rest_.size()));
      rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
      while (heredoc.strip_tabs && !line.empty() && line.front() == '\t') line.remove_prefix(1);
      if (line == heredoc.name) break;
      body += line;
      body += '\n';
    }
    return body;
  }

  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  ShellWord read_word() {
    ShellWord word;
    while (!rest_.empty() && !ends_word(rest_.front())) {
      const char c = next();
      if (c == '\\') {
        read_escaped(word);
      } else if (c == '\'') {
        read_single_quoted(word);
      } else if (c == '"') {
        read_double_quoted(word);
      } else if (c == '$' && rest_.starts_with('\'')) {
        read_ansi_quoted(word);
      } else {
        read_plain(word, c, false);
      }
    }
    return word;
  }

  void read_escaped(ShellWord& word) {
    if (rest_.empty()) return;
    const char c = next();
    if (c == '\n') return;
    word.quoted = true;
    word.text += c;
  }

  void read_single_quoted(ShellWord& word) {
    word.quoted = true;
    const std::size_t end = std::min(rest_.find('\''), rest_.size());
    word.text += rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
  }

  // $'...': bash undoes more escapes than a word of interest would be written with.
  void read_ansi_quoted(ShellWord& word) {
    word.quoted = true;
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      char c = next();
      if (c == '\'') return;
      if (c == '\\' && !rest_.empty()) {
        c = next();
        if (c == 'n') c = '\n';
        if (c == 't') c = '\t';
      }
      word.text += c;
    }
  }

  void read_double_quoted(ShellWord& word) {
    word.quoted = true;
    while (!rest_.empty() && rest_.front() != '"') {
      const char c = next();
      static constexpr std::string_view k_can_be_escaped = "\"\\$`\n";
      if (c == '\\' && !rest_.empty() && k_can_be_escaped.find(rest_.front()) != std::string_view::npos) {
        const char escaped = next();
        if (escaped != '\n') word.text += escaped;
      } else {
        read_plain(word, c, true);
      }
    }
    if (!rest_.empty()) rest_.remove_prefix(1);
  }

  // One character, or the substitution or ${NAME...} that it begins.
  void read_plain(ShellWord& word, char c, bool quoted) {
    if (read_substitution(word, c)) return;
    word.text += c;
    if (c == '$' && rest_.starts_with('{')) read_braces(word, quoted);
  }

  bool read_substitution(ShellWord& word, char c) {
    const bool parenthesis = c == '$' && rest_.starts_with('(');
    if (!parenthesis && c != '`') return false;
    word.text += c;
    if (parenthesis) word.text += next();
    take_substitution(word,
                      parenthesis ? closing_parenthesis(rest_) : std::min(rest_.find('`'), rest_.size()));
    return true;
  }

  // ${NAME...} as it is written, its substitutions collected.
  void read_braces(ShellWord& word, bool quoted) {
    word.text += next();
    std::string open = "{";  // braces and double quotes
    while (!rest_.empty() && !open.empty()) {
      const char c = next();
      if (read_substitution(word, c)) continue;
      word.text += c;
      // Within double quotes ' is no quote, but an apostrophe.
      if (c == '\'' && !quoted && open.back() != '"') copy_through(word, '\'');
      read_within_braces(word, c, open);
    }
  }

  void read_within_braces(ShellWord& word, char c, std::string& open) {
    if (c == '\\' && !rest_.empty()) {
      word.text += next();
    } else if (c == '$' && rest_.starts_with('{')) {
      word.text += next();
      open += '{';
    } else if (c == (open.back() == '"' ? '"' : '}')) {
      open.pop_back();
    } else if (c == '"') {
      open += c;
    }
  }

  void copy_through(ShellWord& word, char last) {
    const std::size_t end = rest_.find(last);
    const std::size_t length = end == std::string_view::npos ? rest_.size() : end + 1;
    word.text += rest_.substr(0, length);
    rest_.remove_prefix(length);
  }

  void take_substitution(ShellWord& word, std::size_t length) {
    const std::string_view script = rest_.substr(0, length);
    current_.substitutions.emplace_back(script);
    const std::size_t whole = std::min(length + 1, rest_.size());
    word.text += rest_.substr(0, whole);
    rest_.remove_prefix(whole);
  }

  std::string_view script_;
  std::string_view rest_;
  std::size_t counted_ = 0;  // bytes whose lines are in line_
  std::size_t line_ = 0;
  std::vector<SimpleCommand> commands_;
  SimpleCommand current_;
  std::vector<Heredoc> heredocs_;
  ShellNesting nesting_;
};

}  // namespace

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

std::vector<SimpleCommand> read_shell_script(std::string_view script) { return ScriptReader(script).read(); }

}  // namespace cb21
