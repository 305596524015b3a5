// SPDX-License-Identifier: Apache-2.0
#include "inputs/token_tree.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {

namespace {

char partner(char opening) { return opening == '(' ? ')' : opening == '[' ? ']' : '}'; }

}  // namespace

TokenTree::TokenTree(std::vector<RustToken> tokens) : tokens_(std::move(tokens)), closing_(tokens_.size()) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    closing_[i] = i;
    if (opens(i)) {
      open.push_back(i);
    } else if (!open.empty() && is(i, partner(tokens_[open.back()].text[0]))) {
      closing_[open.back()] = i;
      open.pop_back();
    }
  }
  for (const std::size_t unclosed : open) closing_[unclosed] = tokens_.size();
}

bool TokenTree::is(std::size_t index, char punctuation) const {
  return is(index, RustToken::Kind::punctuation) && tokens_[index].text[0] == punctuation;
}

bool TokenTree::is(std::size_t index, RustToken::Kind kind) const {
  return index < tokens_.size() && tokens_[index].kind == kind;
}

bool TokenTree::is_name(std::size_t index, std::string_view name) const {
  return is(index, RustToken::Kind::identifier) && tokens_[index].text == name;
}

bool TokenTree::opens(std::size_t index) const { return is(index, '(') || is(index, '[') || is(index, '{'); }

bool TokenTree::mentions(TokenRange range, std::string_view name) const {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (is_name(at, name)) return true;
  }
  return false;
}

std::size_t TokenTree::after(std::size_t index) const {
  return index < tokens_.size() ? std::min(closing_[index] + 1, tokens_.size()) : tokens_.size();
}

}  // namespace cb21
