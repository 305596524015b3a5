// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_expansion.hpp"

#include "inputs/dockerfile_words.hpp"
#include "inputs/variable_pattern.hpp"

#include <cstddef>
#include <utility>

namespace cb21 {
namespace {

// Far above any path or version; below what repeated doubling in a hostile file could fill memory with.
constexpr std::size_t k_longest_value = std::size_t{16} << 10U;
constexpr int k_deepest_nesting = 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name(char c) {
  const bool letter =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80U;
  return letter || is_digit(c) || c == '_';
}

struct LexerOptions {
  char escape = '\\';
  bool raw_quotes = false;
  bool raw_escapes = false;
};

// One pass over a word. failed() is docker's error.
class Lexer {
 public:
  Lexer(std::string_view text, const Variables& variables, LexerOptions options)
      : rest_(text), variables_(variables), options_(options) {}

  std::string run() { return until('\0', options_.raw_escapes); }

  bool failed() const { return failed_; }

  std::vector<std::string> words() && {
    flush();
    return std::move(words_);
  }

 private:
  enum class Piece { raw, splitting };

  bool at_end() const { return rest_.empty() || failed_; }

  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  void fail() { failed_ = true; }

  void flush() {
    if (!word_.empty()) words_.push_back(std::exchange(word_, {}));
  }

  // Words are only gathered at the outermost level; docker's nested ones are thrown away, too.
  void gather(std::string_view piece, Piece kind) {
    if (depth_ != 1) return;
    for (const char c : piece) {
      if (kind == Piece::splitting && is_space(c)) {
        flush();
      } else {
        word_ += c;
      }
    }
  }

  // Up to `stop`, which is consumed; to the end for '\0'.
  std::string until(char stop, bool raw_escapes) {
    std::string result;
    if (++depth_ > k_deepest_nesting) fail();
    bool stopped = false;
    while (!at_end() && !stopped) {
      if (stop != '\0' && rest_.front() == stop) {
        rest_.remove_prefix(1);
        stopped = true;
      } else {
        result += piece(raw_escapes);
      }
      if (result.size() > k_longest_value) fail();
    }
    if (stop != '\0' && !stopped) fail();
    --depth_;
    return result;
  }

  std::string piece(bool raw_escapes) {
    const char c = next();
    if (c == options_.escape) return escaped(raw_escapes);
    std::string result(1, c);
    Piece kind = Piece::raw;
    if (c == '$') {
      result = dollar();
      kind = Piece::splitting;
    } else if (c == '\'') {
      result = single_quoted();
    } else if (c == '"') {
      result = double_quoted(raw_escapes);
    } else if (c == '<') {
      result = less_than();
    } else {
      kind = Piece::splitting;
    }
    gather(result, kind);
    return result;
  }

  std::string escaped(bool raw_escapes) {
    std::string result;
    if (raw_escapes) result += options_.escape;
    if (!rest_.empty()) result += next();
    gather(result, Piece::raw);
    return result;
  }

  std::string single_quoted() {
    const std::size_t end = rest_.find('\'');
    if (end == std::string_view::npos) {
      fail();
      return {};
    }
    std::string result(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return options_.raw_quotes ? "'" + result + "'" : result;
  }

  std::string double_quoted(bool raw_escapes) {
    std::string result;
    while (!at_end() && rest_.front() != '"') {
      const char c = next();
      if (c == '$') {
        result += dollar();
      } else if (c == options_.escape) {
        result += escaped_in_quotes(raw_escapes);
      } else {
        result += c;
      }
    }
    if (at_end()) {
      fail();
      return {};
    }
    rest_.remove_prefix(1);
    return options_.raw_quotes ? "\"" + result + "\"" : result;
  }

  // Only a quote, a dollar and the escape itself can be escaped within double quotes.
  std::string escaped_in_quotes(bool raw_escapes) {
    std::string result;
    if (raw_escapes) result += options_.escape;
    if (rest_.empty()) return result;
    const bool special = rest_.front() == '"' || rest_.front() == '$' || rest_.front() == options_.escape;
    result += special ? next() : options_.escape;
    return result;
  }

  // "<<" and the white space after it stay together with the word that follows: a heredoc.
  std::string less_than() {
    if (rest_.empty() || rest_.front() != '<') return "<";
    std::string result = "<";
    result += next();
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' || rest_.front() == '\r')) {
      result += next();
    }
    return result;
  }

  std::string_view name() {
    static constexpr std::string_view k_special = "@*#?-$!";
    std::size_t length = 0;
    if (!rest_.empty() && k_special.find(rest_.front()) != std::string_view::npos) {
      length = 1;
    } else if (!rest_.empty() && is_digit(rest_.front())) {
      while (length < rest_.size() && is_digit(rest_[length])) ++length;
    } else {
      while (length < rest_.size() && is_name(rest_[length])) ++length;
    }
    const std::string_view found = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return found;
  }

  std::string plain_value(std::string_view variable, std::string_view written) const {
    if (!variables_.is_known(variable)) return std::string(written);
    return variables_.value(variable).value_or("");
  }

  std::string dollar() {
    if (!rest_.empty() && rest_.front() == '{') return braces();
    const std::string_view variable = name();
    if (variable.empty()) return "$";
    return plain_value(variable, "$" + std::string(variable));
  }

  std::string braces() {
    rest_.remove_prefix(1);
    const std::string_view variable = name();
    if (variable.empty() || rest_.empty()) {
      fail();
      return {};
    }
    char modifier = next();
    if (modifier == '}') return plain_value(variable, "${" + std::string(variable) + "}");
    if (modifier == '/') return replaced(variable);
    const bool empty_is_unset = modifier == ':';
    if (empty_is_unset) modifier = rest_.empty() ? '\0' : next();
    if (modifier == '#' || modifier == '%') return empty_is_unset ? failure() : trimmed(variable, modifier);
    return chosen(variable, modifier, empty_is_unset);
  }

  std::string failure() {
    fail();
    return {};
  }

  std::string chosen(std::string_view variable, char modifier, bool empty_is_unset) {
    std::string word = until('}', false);
    const std::optional<std::string> value = variables_.value(variable);
    const bool set = value && !(empty_is_unset && value->empty());
    switch (modifier) {
      case '-':
        return set ? *value : word;
      case '+':
        return set ? word : "";
      case '?':
        return set ? *value : failure();
      default:
        return failure();
    }
  }

  std::string trimmed(std::string_view variable, char modifier) {
    const bool greedy = !rest_.empty() && rest_.front() == modifier;
    if (greedy) rest_.remove_prefix(1);
    const std::string pattern = until('}', true);
    const std::optional<std::string> value = variables_.value(variable);
    if (failed_ || !value) return "";
    const std::optional<std::string> result =
        modifier == '#' ? without_prefix(*value, pattern, greedy) : without_suffix(*value, pattern, greedy);
    return result ? *result : failure();
  }

  std::string replaced(std::string_view variable) {
    const bool all = !rest_.empty() && rest_.front() == '/';
    if (all) rest_.remove_prefix(1);
    const std::string pattern = until('/', true);
    const std::string replacement = until('}', true);
    const std::optional<std::string> value = variables_.value(variable);
    if (failed_ || !value) return "";
    const std::optional<std::string> result = with_replacement(*value, pattern, replacement, all);
    return result ? *result : failure();
  }

  std::string_view rest_;
  const Variables& variables_;
  LexerOptions options_;
  std::vector<std::string> words_;
  std::string word_;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<std::string> expand_word(std::string_view word, const Variables& variables, char escape) {
  Lexer lexer(word, variables, {escape});
  std::string result = lexer.run();
  if (lexer.failed()) return std::nullopt;
  return result;
}

std::vector<std::string> shell_words(std::string_view text, Quotes quotes) {
  const bool keep = quotes == Quotes::keep;
  const Variables none;
  Lexer lexer(text, none, {'\\', keep, keep});
  lexer.run();
  if (lexer.failed()) return {};
  return std::move(lexer).words();
}

}  // namespace cb21
