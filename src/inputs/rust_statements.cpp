// SPDX-License-Identifier: Apache-2.0
#include "inputs/rust_statements.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace cb21 {

namespace {

using Kind = RustStatement::Kind;

struct Keyword {
  std::string_view name;
  Kind kind;
};

constexpr std::array k_keywords = {
    Keyword{"let", Kind::binding},  Keyword{"if", Kind::condition},     Keyword{"match", Kind::match},
    Keyword{"loop", Kind::loop},    Keyword{"while", Kind::loop},       Keyword{"for", Kind::loop},
    Keyword{"unsafe", Kind::block}, Keyword{"use", Kind::item},         Keyword{"const", Kind::item},
    Keyword{"static", Kind::item},  Keyword{"type", Kind::item},        Keyword{"fn", Kind::item},
    Keyword{"struct", Kind::item},  Keyword{"enum", Kind::item},        Keyword{"trait", Kind::item},
    Keyword{"impl", Kind::item},    Keyword{"mod", Kind::item},         Keyword{"extern", Kind::item},
    Keyword{"pub", Kind::item},     Keyword{"macro_rules", Kind::item},
};

class StatementSplitter {
 public:
  StatementSplitter(const TokenTree& tree, TokenRange body)
      : tree_(tree), position_(body.begin), end_(body.end) {}

  std::vector<RustStatement> run() {
    while (position_ < end_) {
      const bool attributed = skip_attributes();
      if (position_ < end_ && !tree_.is(position_, ';')) {
        statements_.push_back(next(attributed));
      } else {
        ++position_;
      }
    }
    return std::move(statements_);
  }

 private:
  bool skip_attributes();
  RustStatement next(bool attributed);
  Kind kind_at(std::size_t index) const;
  bool is_any(std::size_t index, std::initializer_list<std::string_view> names) const;
  std::size_t semicolon(std::size_t from) const;
  std::size_t brace(std::size_t from) const;
  std::size_t end_of(Kind kind) const;
  std::size_t end_of_item() const;
  std::size_t end_of_block() const;
  std::size_t end_of_expression() const;
  std::size_t continued(std::size_t end) const;

  const TokenTree& tree_;
  std::size_t position_;
  std::size_t end_;
  std::vector<RustStatement> statements_;
};

bool StatementSplitter::skip_attributes() {
  bool any = false;
  while (tree_.is(position_, '#') && position_ < end_) {
    const bool inner = tree_.is(position_ + 1, '!');
    const std::size_t group = position_ + (inner ? 2 : 1);
    if (!tree_.is(group, '[')) break;
    any = any || !inner;
    position_ = tree_.after(group);
  }
  return any;
}

RustStatement StatementSplitter::next(bool attributed) {
  const std::size_t begin = position_;
  const bool label = tree_.is(begin, RustToken::Kind::lifetime) && tree_.is(begin + 1, ':');
  if (label) position_ += 2;
  const Kind kind = kind_at(position_);
  position_ = std::clamp(end_of(kind), begin + 1, end_);
  return {kind, {begin, position_}, attributed};
}

bool StatementSplitter::is_any(std::size_t index, std::initializer_list<std::string_view> names) const {
  return std::any_of(names.begin(), names.end(), [&](auto name) { return tree_.is_name(index, name); });
}

Kind StatementSplitter::kind_at(std::size_t index) const {
  if (tree_.is(index, '{')) return Kind::block;
  if (!tree_.is(index, RustToken::Kind::identifier)) return Kind::expression;
  if (is_any(index, {"const", "unsafe"}) && tree_.is(index + 1, '{')) return Kind::block;
  if (is_any(index, {"async", "unsafe"}) && is_any(index + 1, {"fn", "unsafe", "extern", "impl", "trait"})) {
    return Kind::item;
  }
  const auto* keyword = std::find_if(k_keywords.begin(), k_keywords.end(), [&](const Keyword& candidate) {
    return tree_.is_name(index, candidate.name);
  });
  return keyword == k_keywords.end() ? Kind::expression : keyword->kind;
}

// The first semicolon outside of any group.
std::size_t StatementSplitter::semicolon(std::size_t from) const {
  while (from < end_ && !tree_.is(from, ';')) from = tree_.after(from);
  return from;
}

// The first opening brace outside of any other group; the semicolon, if one comes before it.
std::size_t StatementSplitter::brace(std::size_t from) const {
  while (from < end_ && !tree_.is(from, '{') && !tree_.is(from, ';')) from = tree_.after(from);
  return from;
}

std::size_t StatementSplitter::end_of(Kind kind) const {
  switch (kind) {
    case Kind::item:
      return end_of_item();
    case Kind::condition:
    case Kind::match:
    case Kind::loop:
    case Kind::block:
      return end_of_block();
    case Kind::binding:
      return semicolon(position_);
    case Kind::expression:
      break;
  }
  return end_of_expression();
}

std::size_t StatementSplitter::end_of_item() const {
  const std::size_t word = tree_.is_name(position_, "pub") ? position_ + 1 : position_;
  const std::size_t first = tree_.is(word, '(') ? tree_.after(word) : word;  // pub(crate)
  const bool function = is_any(first + 1, {"fn", "unsafe", "async", "extern"});
  if (is_any(first, {"use", "const", "static", "type"}) && !function) return semicolon(first);
  return tree_.after(brace(first));
}

// if a { } else if b { } else { }; a method call may follow any block.
std::size_t StatementSplitter::end_of_block() const {
  std::size_t end = tree_.after(brace(position_));
  while (tree_.is_name(end, "else") && end < end_) end = tree_.after(brace(end));
  return continued(end);
}

// A macro call in braces needs no semicolon.
std::size_t StatementSplitter::end_of_expression() const {
  std::size_t at = position_;
  while (tree_.is(at, RustToken::Kind::identifier) || tree_.is(at, ':')) ++at;
  if (at > position_ && tree_.is(at, '!') && tree_.is(at + 1, '{')) return continued(tree_.after(at + 1));
  return semicolon(position_);
}

std::size_t StatementSplitter::continued(std::size_t end) const {
  return tree_.is(end, '.') || tree_.is(end, '?') ? semicolon(end) : end;
}

}  // namespace

std::vector<RustStatement> split_statements(const TokenTree& tree, TokenRange body) {
  return StatementSplitter(tree, body).run();
}

}  // namespace cb21
