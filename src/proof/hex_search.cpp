// SPDX-License-Identifier: Apache-2.0
#include "proof/hex_search.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_most_found = 16;
constexpr std::size_t k_commit_digits = 40;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

HexSearch::HexSearch(std::string prefix, std::size_t digits) : prefix_(std::move(prefix)), digits_(digits) {}

void HexSearch::feed(std::string_view chunk) {
  const std::size_t overlap = prefix_.size() + digits_ - 1;
  const std::string seam = tail_ + std::string(chunk.substr(0, overlap));
  search(seam);
  search(chunk);
  tail_ += chunk.substr(chunk.size() - std::min(chunk.size(), overlap));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), overlap));
}

void HexSearch::search(std::string_view text) {
  for (std::size_t at = text.find(prefix_); at != std::string_view::npos; at = text.find(prefix_, at + 1)) {
    const std::string_view candidate = text.substr(at, prefix_.size() + digits_);
    if (candidate.size() < prefix_.size() + digits_) return;
    const std::string_view digits = candidate.substr(prefix_.size());
    if (!std::all_of(digits.begin(), digits.end(), is_hex)) continue;
    const auto place = std::lower_bound(found_.begin(), found_.end(), candidate);
    const bool known = place != found_.end() && *place == candidate;
    if (!known && found_.size() < k_most_found) found_.emplace(place, candidate);
  }
}

HexSearch compiler_search() { return {"/rustc/", k_commit_digits}; }

}  // namespace cb21
