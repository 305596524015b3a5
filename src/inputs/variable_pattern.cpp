// SPDX-License-Identifier: Apache-2.0
#include "inputs/variable_pattern.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace cb21 {
namespace {

// A pattern that matches everywhere must not multiply a long text by a long value.
constexpr std::size_t k_longest_result = std::size_t{1} << 20U;

struct Token {
  enum class Kind { literal, one, any };
  Kind kind = Kind::literal;
  char literal = '\0';
};

std::optional<std::vector<Token>> read_pattern(std::string_view pattern) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '*' || c == '?') {
      tokens.push_back({c == '*' ? Token::Kind::any : Token::Kind::one, c});
      continue;
    }
    if (c != '\\') {
      tokens.push_back({Token::Kind::literal, c});
      continue;
    }
    static constexpr std::string_view k_can_be_escaped = "*?\\}/";
    if (++i == pattern.size() || k_can_be_escaped.find(pattern[i]) == std::string_view::npos)
      return std::nullopt;
    tokens.push_back({Token::Kind::literal, pattern[i]});
  }
  return tokens;
}

std::string to_regex(const std::vector<Token>& tokens, bool greedy) {
  std::string regex;
  for (const Token& token : tokens) {
    switch (token.kind) {
      case Token::Kind::any:
        regex += greedy ? ".*" : ".*?";
        break;
      case Token::Kind::one:
        regex += '.';
        break;
      case Token::Kind::literal:
        regex += RE2::QuoteMeta({&token.literal, 1});
        break;
    }
  }
  return regex;
}

RE2::Options bytewise() {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  return options;
}

std::optional<std::string> trim_front(const std::string& value,
                                      const std::vector<Token>& tokens,
                                      bool greedy) {
  const RE2 regex("\\A" + to_regex(tokens, greedy), bytewise());
  if (!regex.ok()) return std::nullopt;
  std::string rest = value;
  RE2::Replace(&rest, regex, "");
  return rest;
}

}  // namespace

std::optional<std::string> without_prefix(const std::string& value, std::string_view pattern, bool greedy) {
  const std::optional<std::vector<Token>> tokens = read_pattern(pattern);
  if (!tokens) return std::nullopt;
  return trim_front(value, *tokens, greedy);
}

// The shortest suffix is no leftmost match: both sides are turned round.
std::optional<std::string> without_suffix(const std::string& value, std::string_view pattern, bool greedy) {
  std::optional<std::vector<Token>> tokens = read_pattern(pattern);
  if (!tokens) return std::nullopt;
  std::reverse(tokens->begin(), tokens->end());
  std::optional<std::string> result = trim_front({value.rbegin(), value.rend()}, *tokens, greedy);
  if (result) std::reverse(result->begin(), result->end());
  return result;
}

std::optional<std::string> with_replacement(const std::string& value,
                                            std::string_view pattern,
                                            std::string_view text,
                                            bool all) {
  const std::optional<std::vector<Token>> tokens = read_pattern(pattern);
  if (!tokens) return std::nullopt;
  const RE2 regex(to_regex(*tokens, true), bytewise());
  if (!regex.ok() || (value.size() + 1) * text.size() > k_longest_result) return std::nullopt;
  std::string result = value;
  // RE2 reads backslashes in a replacement.
  std::string literal;
  for (const char c : text) literal += c == '\\' ? std::string("\\\\") : std::string(1, c);
  if (all) {
    RE2::GlobalReplace(&result, regex, literal);
  } else {
    RE2::Replace(&result, regex, literal);
  }
  return result;
}

}  // namespace cb21
