// SPDX-License-Identifier: Apache-2.0
// Rust tokens with their delimiters paired, so that a group in (), [] or {} can be passed over in one step.
// Promises linear time and no recursion on any text; a delimiter without a partner reaches to the end.
#pragma once

#include "inputs/rust_lexer.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace cb21 {

// A half-open range of token indices.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class TokenTree {
 public:
  explicit TokenTree(std::vector<RustToken> tokens);

  std::size_t size() const { return tokens_.size(); }

  const RustToken& operator[](std::size_t index) const { return tokens_[index]; }

  // Each is false beyond the last token.
  bool is(std::size_t index, char punctuation) const;
  bool is(std::size_t index, RustToken::Kind kind) const;
  bool is_name(std::size_t index, std::string_view name) const;
  bool opens(std::size_t index) const;

  bool mentions(TokenRange range, std::string_view name) const;

  // One past the token, or past the whole group if it opens one; at most size().
  std::size_t after(std::size_t index) const;

  // What stands between the delimiters of the group that opens at `index`.
  TokenRange inside(std::size_t index) const { return {index + 1, closing_[index]}; }

 private:
  std::vector<RustToken> tokens_;
  std::vector<std::size_t> closing_;  // of each opening delimiter; else the token itself
};

}  // namespace cb21
