// SPDX-License-Identifier: Apache-2.0
#include "evidence/dep_info.hpp"

#include <utility>

namespace cb21 {

DepInfo read_dep_info(std::string_view rule) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < rule.size(); ++i) {
    if (rule.substr(i, 2) == "\\ ") {
      words.back() += ' ';
      ++i;
    } else if (rule[i] == ' ') {
      words.emplace_back();
    } else {
      words.back() += rule[i];
    }
  }
  DepInfo info;
  for (std::string& word : words) {
    if (info.output.empty() && word.ends_with(':')) {
      info.output = word.substr(0, word.size() - 1);
    } else if (!info.output.empty() && !word.empty()) {
      info.files.push_back(std::move(word));
    }
  }
  return info;
}

}  // namespace cb21
