// SPDX-License-Identifier: Apache-2.0
#include "inputs/rust_lexer.hpp"

#include "inputs/rust_escapes.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {

namespace {

using Kind = RustToken::Kind;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Every byte of a multi-byte character counts as a letter.
bool begins_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || byte >= 0x80U;
}

bool continues_name(char c) { return begins_name(c) || is_digit(c); }

// Bytes of the UTF-8 character that begins with c.
std::size_t character_length(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0xC0U) return 1;
  if (byte < 0xE0U) return 2;
  return byte < 0xF0U ? 3 : 4;
}

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  std::vector<RustToken> run() {
    skip_shebang();
    while (position_ < source_.size()) next();
    return std::move(tokens_);
  }

 private:
  char at(std::size_t offset) const {
    return position_ + offset < source_.size() ? source_[position_ + offset] : '\0';
  }

  void next();
  void advance_to(std::size_t end);
  void skip_shebang();
  void skip_block_comment();
  bool lex_prefixed_literal();
  void lex_string(std::size_t prefix, Kind kind);
  bool lex_raw_string(std::size_t prefix, Kind kind);
  void lex_quote(std::size_t prefix);
  void lex_escaped_character(std::size_t prefix);
  void lex_name(std::size_t prefix);
  void lex_number();
  void emit(Kind kind, std::size_t length);
  void emit_string(Kind kind, std::string value, std::size_t end);

  std::string_view source_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::vector<RustToken> tokens_;
};

void Lexer::advance_to(std::size_t end) {
  end = std::min(end, source_.size());
  const std::string_view passed = source_.substr(position_, end - position_);
  line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
  position_ = end;
}

void Lexer::emit(Kind kind, std::size_t length) {
  length = std::min(length, source_.size() - position_);
  tokens_.push_back({kind, std::string(source_.substr(position_, length)), line_});
  advance_to(position_ + length);
}

void Lexer::emit_string(Kind kind, std::string value, std::size_t end) {
  tokens_.push_back({kind, std::move(value), line_});
  advance_to(end);
}

// "#!" opens a shebang unless an attribute follows.
void Lexer::skip_shebang() {
  if (source_.substr(0, 3) == "\xEF\xBB\xBF") position_ = 3;
  if (at(0) != '#' || at(1) != '!') return;
  const std::size_t next = source_.find_first_not_of(" \t\r\n", position_ + 2);
  if (next == std::string_view::npos || source_[next] != '[') advance_to(source_.find('\n', position_));
}

void Lexer::skip_block_comment() {
  std::size_t depth = 1;
  std::size_t end = position_ + 2;
  while (depth > 0) {
    end = source_.find_first_of("*/", end);
    if (end == std::string_view::npos) break;
    const std::string_view pair = source_.substr(end, 2);
    if (pair == "/*") ++depth;
    if (pair == "*/") --depth;
    end += pair == "/*" || pair == "*/" ? 2U : 1U;
  }
  advance_to(end);
}

void Lexer::next() {
  const char c = at(0);
  if (is_space(c)) return advance_to(position_ + 1);
  if (c == '/' && at(1) == '/') return advance_to(source_.find('\n', position_));
  if (c == '/' && at(1) == '*') return skip_block_comment();
  if (c == '"') return lex_string(0, Kind::string);
  if (c == '\'') return lex_quote(0);
  if (is_digit(c)) return lex_number();
  if (!begins_name(c)) return emit(Kind::punctuation, 1);
  if (!lex_prefixed_literal()) lex_name(0);
}

// r"", b"", b'', br"", c"", cr"" and r#name.
bool Lexer::lex_prefixed_literal() {
  const char c = at(0);
  if (c == 'r') {
    if (lex_raw_string(1, Kind::string)) return true;
    if (at(1) != '#' || !begins_name(at(2))) return false;
    lex_name(2);
    return true;
  }
  if (c != 'b' && c != 'c') return false;
  if (at(1) == 'r') return lex_raw_string(2, Kind::byte_string);
  if (at(1) == '"') {
    lex_string(1, Kind::byte_string);
    return true;
  }
  if (c == 'c' || at(1) != '\'') return false;
  lex_quote(1);
  return true;
}

void Lexer::lex_string(std::size_t prefix, Kind kind) {
  const std::size_t begin = position_ + prefix + 1;
  std::size_t end = begin;
  while (end < source_.size() && source_[end] != '"') end += source_[end] == '\\' ? 2U : 1U;
  if (end >= source_.size()) return advance_to(source_.size());
  emit_string(kind, decode_rust_escapes(source_.substr(begin, end - begin)), end + 1);
}

// False if it is none, and nothing is consumed.
bool Lexer::lex_raw_string(std::size_t prefix, Kind kind) {
  const std::size_t quote = source_.find_first_not_of('#', position_ + prefix);
  if (quote == std::string_view::npos || source_[quote] != '"') return false;
  const std::string closing = '"' + std::string(quote - position_ - prefix, '#');
  const std::size_t end = source_.find(closing, quote + 1);
  if (end == std::string_view::npos) {
    advance_to(source_.size());
    return true;
  }
  emit_string(kind, normalise_line_ends(source_.substr(quote + 1, end - quote - 1)), end + closing.size());
  return true;
}

void Lexer::lex_escaped_character(std::size_t prefix) {
  const std::size_t begin = position_ + prefix + 3;  // past the quote, the backslash and what it escapes
  const std::size_t end = source_.find_first_of("'\n", std::min(begin, source_.size()));
  if (end == std::string_view::npos || source_[end] == '\n') return advance_to(end);
  emit(Kind::character, end + 1 - position_);
}

// A character literal if a quote follows one character on, else a lifetime.
void Lexer::lex_quote(std::size_t prefix) {
  const char c = at(prefix + 1);
  if (c == '\\') return lex_escaped_character(prefix);
  const std::size_t length = character_length(c);
  if (c != '\n' && at(prefix + 1 + length) == '\'') return emit(Kind::character, prefix + length + 2);
  if (!begins_name(c)) return emit(Kind::punctuation, prefix + 1);
  std::size_t end = prefix + 1;
  while (continues_name(at(end))) ++end;
  emit(Kind::lifetime, end);
}

void Lexer::lex_name(std::size_t prefix) {
  std::size_t end = prefix;
  while (continues_name(at(end))) ++end;
  emit(Kind::identifier, end);
}

// 1.5e-3_f64 is one token; 1..2 and 1.max(2) are several.
void Lexer::lex_number() {
  const bool hexadecimal = at(0) == '0' && at(1) == 'x';
  std::size_t end = 1;
  const auto ends_in_exponent = [&] {
    return !hexadecimal && (at(end - 1) == 'e' || at(end - 1) == 'E') && is_digit(at(end + 1));
  };
  while (true) {
    const char c = at(end);
    const bool fraction = c == '.' && is_digit(at(end + 1));
    const bool sign = (c == '+' || c == '-') && ends_in_exponent();
    if (!continues_name(c) && !fraction && !sign) break;
    ++end;
  }
  emit(Kind::number, end);
}

}  // namespace

std::vector<RustToken> lex_rust(std::string_view source) { return Lexer(source).run(); }

}  // namespace cb21
