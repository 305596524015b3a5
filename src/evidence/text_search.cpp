// SPDX-License-Identifier: Apache-2.0
#include "evidence/text_search.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace cb21 {
namespace {

bool contains(std::string_view text, std::string_view wanted) {
  return memmem(text.data(), text.size(), wanted.data(), wanted.size()) != nullptr;
}

}  // namespace

TextSearch::TextSearch(std::vector<std::string> texts)
    : texts_(std::move(texts)), found_(texts_.size(), false) {}

void TextSearch::feed(std::string_view chunk) {
  std::size_t longest = 0;
  for (const std::string& text : texts_) longest = std::max(longest, text.size());
  const std::size_t overlap = longest == 0 ? 0 : longest - 1;

  // Where the pieces meet: the end of what came before and as much of this one as a text could reach into.
  const std::string seam = tail_ + std::string(chunk.substr(0, overlap));
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (!found_[i]) found_[i] = contains(seam, texts_[i]) || contains(chunk, texts_[i]);
  }
  tail_ += chunk.substr(chunk.size() - std::min(chunk.size(), overlap));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), overlap));
}

}  // namespace cb21
