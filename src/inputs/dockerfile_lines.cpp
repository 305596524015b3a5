// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_lines.hpp"

#include "inputs/dockerfile_expansion.hpp"
#include "inputs/dockerfile_words.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string upper_case(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upper;
}

std::string_view trim_left(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

std::string_view trim_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

bool is_comment(std::string_view line) {
  line = trim_left(line);
  return !line.empty() && line.front() == '#';
}

// Lines with their ends, counted from 1.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  std::size_t number() const { return number_; }

  std::string_view next() {
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end == std::string_view::npos ? end : end + 1);
    rest_.remove_prefix(line.size());
    ++number_;
    return line;
  }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

struct Directive {
  std::string name;
  std::string value;
};

// "# name = value", name in any case (parser/directives.go).
std::optional<Directive> read_directive(std::string_view line) {
  if (line.empty() || line.front() != '#') return std::nullopt;
  line = trim_space(line.substr(1));
  const auto* const name_end = std::find_if_not(line.begin(), line.end(), is_alphanumeric);
  const std::string name = lower_case({line.begin(), static_cast<std::size_t>(name_end - line.begin())});
  line = trim_left(line.substr(name.size()));
  if (line.empty() || line.front() != '=') return std::nullopt;
  const std::string_view value = trim_space(line.substr(1));
  static constexpr std::array<std::string_view, 3> k_names = {"syntax", "escape", "check"};
  const bool known = std::find(k_names.begin(), k_names.end(), name) != k_names.end();
  if (value.empty() || !known) return std::nullopt;
  return Directive{name, std::string(value)};
}

struct Continuation {
  std::string_view text;
  bool goes_on = false;
};

// The escape character at the end of a line, white space after it allowed, unless another one precedes it.
Continuation split_continuation(std::string_view line, char escape) {
  std::string_view text = line;
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  if (text.empty() || text.back() != escape) return {line, false};
  text.remove_suffix(1);
  if (!text.empty() && text.back() == escape) return {line, false};
  return {text, true};
}

void read_words(Instruction& instruction, char escape) {
  if (is_one_of(instruction.keyword, {"ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"})) {
    if (std::optional<std::vector<std::string>> words = json_words(instruction.text)) {
      instruction.words = std::move(*words);
      instruction.exec_form = true;
      return;
    }
  }
  const bool quoted = is_one_of(instruction.keyword, {"ARG", "ENV", "LABEL"});
  instruction.words = quoted ? quoted_words(instruction.text, escape) : plain_words(instruction.text);
}

bool can_have_heredoc(const Instruction& instruction) {
  if (instruction.exec_form) return false;
  if (instruction.keyword != "ONBUILD") return is_one_of(instruction.keyword, {"ADD", "COPY", "RUN"});
  return !instruction.words.empty() &&
         is_one_of(upper_case(instruction.words.front()), {"ADD", "COPY", "RUN"});
}

std::string_view strip_tabs(std::string_view line) {
  while (!line.empty() && line.front() == '\t') line.remove_prefix(1);
  return line;
}

std::string read_heredoc_body(LineReader& lines, const HeredocWord& heredoc) {
  std::string body;
  while (!lines.at_end()) {
    std::string_view line = lines.next();
    if (heredoc.strip_tabs) line = strip_tabs(line);
    if (trim_line_end(line) == heredoc.name) break;
    body += line;
  }
  return body;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(text) {}

  DockerfileLines read() {
    while (!lines_.at_end()) read_instruction();
    return std::move(result_);
  }

 private:
  void read_instruction() {
    std::string_view line = trim_line_end(lines_.next());
    const std::size_t first = lines_.number();
    if (first == 1 && line.substr(0, 3) == k_byte_order_mark) line.remove_prefix(3);
    line = trim_left(line);
    if (take_directive(line) || take_comment(line)) return;
    std::string joined = join_continuations(line);
    if (trim_space(joined).empty()) return;
    add_instruction(joined, first);
  }

  // Only above everything else.
  bool take_directive(std::string_view line) {
    if (directives_done_) return false;
    const std::optional<Directive> directive = read_directive(line);
    directives_done_ = !directive;
    if (!directive) return false;
    if (directive->name == "syntax") result_.syntax = directive->value.substr(0, directive->value.find(' '));
    if (directive->name == "escape" && (directive->value == "\\" || directive->value == "`")) {
      result_.escape = directive->value.front();
    }
    return true;
  }

  bool take_comment(std::string_view line) {
    if (!is_comment(line)) return false;
    result_.comments.emplace_back(trim_space(trim_left(line).substr(1)));
    return true;
  }

  // Comments and blank lines between continuation lines are dropped.
  std::string join_continuations(std::string_view line) {
    Continuation part = split_continuation(line, result_.escape);
    std::string joined(part.text);
    while (part.goes_on && !lines_.at_end()) {
      line = trim_line_end(lines_.next());
      if (trim_left(line).empty() || take_comment(line)) continue;
      part = split_continuation(line, result_.escape);
      joined += part.text;
    }
    return joined;
  }

  void add_instruction(std::string_view line, std::size_t first) {
    CommandLine command = split_command(line, result_.escape);
    Instruction& instruction = result_.instructions.emplace_back();
    instruction.keyword = upper_case(command.keyword);
    instruction.flags = std::move(command.flags);
    instruction.text = std::move(command.text);
    read_words(instruction, result_.escape);
    if (can_have_heredoc(instruction)) read_heredocs(instruction, line);
    instruction.line = first;
    instruction.last_line = lines_.number();
  }

  void read_heredocs(Instruction& instruction, std::string_view line) {
    if (line.find("<<") == std::string_view::npos) return;
    for (const std::string& word : shell_words(line, Quotes::keep)) {
      const std::optional<HeredocWord> heredoc = read_heredoc_word(word);
      if (!heredoc) continue;
      instruction.heredocs.push_back({heredoc->name, read_heredoc_body(lines_, *heredoc), heredoc->expand});
    }
  }

  LineReader lines_;
  DockerfileLines result_;
  bool directives_done_ = false;
};

std::size_t count_quotes(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c == '\'' || c == '"'; }));
}

}  // namespace

std::optional<HeredocWord> read_heredoc_word(std::string_view word) {
  while (!word.empty() && word.front() >= '0' && word.front() <= '9') word.remove_prefix(1);
  if (word.substr(0, 2) != "<<") return std::nullopt;
  word.remove_prefix(2);
  HeredocWord heredoc;
  heredoc.strip_tabs = !word.empty() && word.front() == '-';
  if (heredoc.strip_tabs) word.remove_prefix(1);
  word = trim_left(word);
  if (word.find('<') != std::string_view::npos) return std::nullopt;
  const std::vector<std::string> names = shell_words(word, Quotes::remove);
  if (names.size() != 1) return std::nullopt;
  heredoc.name = names.front();
  // A quote anywhere in the word makes the body literal (parser.go, heredocFromMatch).
  heredoc.expand = count_quotes(heredoc.name) == count_quotes(word);
  return heredoc;
}

DockerfileLines read_dockerfile_lines(std::string_view text) { return Reader(text).read(); }

}  // namespace cb21
