// SPDX-License-Identifier: Apache-2.0
#include "inputs/ignore_pattern.hpp"

#include "error.hpp"
#include "escape.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

Error bad_pattern(std::string_view pattern, std::string_view reason) {
  return Error("ignore pattern \"" + escape(pattern) + "\" is not valid (" + std::string(reason) +
               "): docker refuses it, so correct the ignore file");
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// How many bytes a UTF-8 sequence has that begins with `lead`; 0 for a byte that begins none.
std::size_t promised_length(unsigned lead) {
  if (lead < 0x80U) return 1;
  if (lead < 0xC2U || lead > 0xF4U) return 0;
  if (lead < 0xE0U) return 2;
  return lead < 0xF0U ? 3 : 4;
}

// Overlong forms, surrogates and what lies beyond Unicode show in the second byte.
bool is_possible_second(unsigned lead, unsigned second) {
  switch (lead) {
    case 0xE0U:
      return second >= 0xA0U;
    case 0xEDU:
      return second <= 0x9FU;
    case 0xF0U:
      return second >= 0x90U;
    case 0xF4U:
      return second <= 0x8FU;
    default:
      return true;
  }
}

// The length of the UTF-8 sequence at the start of `text` as Go decodes it; 0 for a byte that belongs to
// none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = promised_length(lead);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text, i)) return 0;
  }
  if (length > 1 && !is_possible_second(lead, static_cast<unsigned char>(text[1]))) return 0;
  return length;
}

// Go's regexp reads each byte that is not UTF-8 as U+FFFD; RE2 would match it with nothing.
std::string as_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    result += length == 0 ? k_replacement : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

// Go's filepath.Match, getEsc: one member of a class, which something must follow.
bool skip_class_member(std::string_view& text) {
  if (text.empty() || text.front() == '-' || text.front() == ']') return false;
  if (text.front() == '\\') text.remove_prefix(1);
  if (text.empty()) return false;
  const std::size_t length = sequence_length(text);
  if (length == 0) return false;
  text.remove_prefix(length);
  return !text.empty();
}

bool skip_class(std::string_view& text) {
  if (!text.empty() && text.front() == '^') text.remove_prefix(1);
  for (bool first = true;; first = false) {
    if (!first && text.front() == ']') break;
    if (!skip_class_member(text)) return false;
    if (text.front() != '-') continue;
    text.remove_prefix(1);
    if (!skip_class_member(text)) return false;
  }
  text.remove_prefix(1);
  return true;
}

// Whether Go's filepath.Match takes the pattern; docker asks it before anything else.
bool is_valid_glob(std::string_view text) {
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '[' && !skip_class(text)) return false;
    if (c != '\\') continue;
    if (text.empty()) return false;
    text.remove_prefix(1);
  }
  return true;
}

// The pattern as a regular expression, piece by piece, and whether a plainer test would do.
struct Translation {
  std::string_view rest;
  std::string regex = "^";
  bool plain = true;  // no wildcard so far
  bool prefix = false;
  bool suffix = false;

  void use_regex(std::string_view piece) {
    regex += piece;
    plain = prefix = suffix = false;
  }
};

bool take(std::string_view& rest, char wanted) {
  if (rest.empty() || rest.front() != wanted) return false;
  rest.remove_prefix(1);
  return true;
}

void translate_double_star(Translation& t, bool first) {
  take(t.rest, '/');
  if (!t.rest.empty()) {
    t.use_regex("(.*/)?");
  } else if (t.plain) {
    t.plain = false;
    t.prefix = true;
  } else {
    t.use_regex(".*");
  }
  if (!first) return;
  t.plain = t.prefix = false;
  t.suffix = true;
}

void translate_escape(Translation& t) {
  const std::size_t length = sequence_length(t.rest);
  t.use_regex("\\");
  t.regex += length == 0 ? k_replacement : t.rest.substr(0, length);
  t.rest.remove_prefix(std::max<std::size_t>(length, 1));
}

void translate_next(Translation& t, bool first) {
  static constexpr std::string_view k_literal_in_globs = ".+()|{}$";
  const std::size_t length = sequence_length(t.rest);
  const std::string_view symbol = length == 0 ? k_replacement : t.rest.substr(0, length);
  t.rest.remove_prefix(std::max<std::size_t>(length, 1));
  const char c = symbol.front();
  if (c == '*' && take(t.rest, '*')) {
    translate_double_star(t, first);
  } else if (c == '*') {
    t.use_regex("[^/]*");
  } else if (c == '?') {
    t.use_regex("[^/]");
  } else if (c == '[' || c == ']') {
    t.use_regex(symbol);
  } else if (c == '\\') {
    translate_escape(t);
  } else {
    if (k_literal_in_globs.find(c) != std::string_view::npos) t.regex += '\\';
    t.regex += symbol;
  }
}

Translation translate(std::string_view pattern) {
  Translation t;
  // Go's text/scanner drops a byte order mark; only the regular expression is made of what it scans.
  if (pattern.substr(0, k_byte_order_mark.size()) == k_byte_order_mark) {
    pattern.remove_prefix(k_byte_order_mark.size());
  }
  t.rest = pattern;
  for (bool first = true; !t.rest.empty(); first = false) translate_next(t, first);
  t.regex += '$';
  return t;
}

}  // namespace

IgnorePattern::IgnorePattern(std::string cleaned, bool exception)
    : text_(std::move(cleaned)), exception_(exception) {
  if (!is_valid_glob(text_)) throw bad_pattern(text_, "a class or an escape that does not end");
  compile();
}

IgnorePattern::~IgnorePattern() = default;
IgnorePattern::IgnorePattern(IgnorePattern&&) noexcept = default;
IgnorePattern& IgnorePattern::operator=(IgnorePattern&&) noexcept = default;

void IgnorePattern::compile() {
  const Translation translation = translate(text_);
  if (translation.suffix) {
    kind_ = Kind::suffix;
  } else if (translation.prefix) {
    kind_ = Kind::prefix;
  } else if (!translation.plain) {
    kind_ = Kind::regex;
  }
  if (kind_ != Kind::regex) return;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  regex_ = std::make_unique<re2::RE2>(translation.regex, options);
  if (!is_ascii(text_)) return;
  static constexpr std::string_view k_special = "*?[]\\^";
  head_ = text_.substr(0, text_.find_first_of(k_special));
  const std::size_t last = text_.find_last_of(k_special);
  // How many letters belong to an escape is RE2's affair.
  if (text_[last] != '\\') tail_ = text_.substr(last + 1);
  // "**" takes the slash that follows it, and may then stand for nothing.
  if (tail_.starts_with("/")) tail_.erase(0, 1);
}

bool IgnorePattern::matches(std::string_view path) const {
  const std::string_view text = text_;
  switch (kind_) {
    case Kind::literal:
      return path == text;
    case Kind::prefix:
      return path.starts_with(text.substr(0, text.size() - 2));
    case Kind::suffix: {
      const std::string_view suffix = text.substr(2);
      return path.ends_with(suffix) || (suffix.starts_with("/") && path == suffix.substr(1));
    }
    case Kind::regex:
      break;
  }
  return matches_regex(path);
}

bool IgnorePattern::matches_regex(std::string_view path) const {
  // \C is a byte to RE2 and an error to Go.
  if (!regex_->ok() || text_.find("\\C") != std::string::npos) {
    throw bad_pattern(text_, regex_->ok() ? "\\C" : regex_->error());
  }
  if (!path.starts_with(head_) || !path.ends_with(tail_)) return false;
  if (is_ascii(path)) return re2::RE2::FullMatch({path.data(), path.size()}, *regex_);
  return re2::RE2::FullMatch(as_utf8(path), *regex_);
}

}  // namespace cb21
