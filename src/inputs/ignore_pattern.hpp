// SPDX-License-Identifier: Apache-2.0
// One pattern of an ignore file against one path, as moby/patternmatcher Pattern.compile and Pattern.match do
// it: a literal, a prefix, a suffix, or a regular expression in Go's syntax, which is RE2's.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace cb21 {

class IgnorePattern {
 public:
  // `cleaned` is without its '!'. Throws Error for what Go's filepath.Match calls a bad pattern.
  IgnorePattern(std::string cleaned, bool exception);
  ~IgnorePattern();
  IgnorePattern(IgnorePattern&&) noexcept;
  IgnorePattern& operator=(IgnorePattern&&) noexcept;
  IgnorePattern(const IgnorePattern&) = delete;
  IgnorePattern& operator=(const IgnorePattern&) = delete;

  const std::string& text() const { return text_; }

  // Written with '!': brings back what earlier patterns excluded.
  bool exception() const { return exception_; }

  // Thread-safe. Throws Error where the pattern is a bad regular expression ("[z-a]"): docker, too, finds out
  // only when it first tries it.
  bool matches(std::string_view path) const;

 private:
  enum class Kind { literal, prefix, suffix, regex };

  void compile();
  bool matches_regex(std::string_view path) const;

  std::string text_;
  bool exception_;
  Kind kind_ = Kind::literal;
  std::unique_ptr<re2::RE2> regex_;  // only for Kind::regex
  // What a path must begin and end with to be worth the regular expression.
  std::string head_;
  std::string tail_;
};

}  // namespace cb21
