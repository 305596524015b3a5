// SPDX-License-Identifier: Apache-2.0
// Membership of a word in a short fixed list of words.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace cb21 {

// `words` is an array of std::string_view or a list in braces.
template <typename Words = std::initializer_list<std::string_view>>
constexpr bool is_one_of(std::string_view word, const Words& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace cb21
