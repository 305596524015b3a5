// SPDX-License-Identifier: Apache-2.0
#include "commands/told_before.hpp"

#include "error.hpp"
#include "inputs/digest.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

// The text is a line for each sentence: KIND " " DIGEST, the sentence's XXH3-128 in 32 hexadecimal digits. A
// line of any other form says nothing.

namespace cb21 {
namespace {

// More than anybody reads.
constexpr std::size_t k_most_of_a_kind = 500;

}  // namespace

ToldBefore::ToldBefore(const Store& store, const ProjectIdentity& identity) {
  std::istringstream lines(store.told(identity));
  std::string kind;
  std::string digest;
  while (lines >> kind >> digest) {
    std::vector<std::string>& told = told_[kind];
    if (told.size() < k_most_of_a_kind) told.push_back(digest);
  }
}

std::vector<std::string> ToldBefore::news(std::string_view kind, const std::vector<std::string>& sentences) {
  std::vector<std::string>& told = told_[std::string(kind)];
  std::vector<std::string> now;
  std::vector<std::string> untold;
  for (const std::string& sentence : sentences) {
    now.push_back(to_hex(digest_of(sentence)));
    if (std::ranges::find(told, now.back()) == told.end()) untold.push_back(sentence);
  }
  changed_ = changed_ || now != told;
  told = std::move(now);
  return untold;
}

void ToldBefore::keep(Store& store, const ProjectIdentity& identity) {
  if (!changed_) return;
  std::string text;
  for (const auto& [kind, digests] : told_) {
    for (const std::string& digest : digests) text.append(kind).append(" ").append(digest).append("\n");
  }
  try {
    store.keep_told(identity, text);
    changed_ = false;
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): what is not kept is told once more
  }
}

}  // namespace cb21
