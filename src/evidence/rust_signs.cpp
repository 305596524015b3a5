// SPDX-License-Identifier: Apache-2.0
#include "evidence/rust_signs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

namespace cb21 {
namespace {

// RUST_BACKTRACE and the source path are in every program with a statically linked standard library,
// stripped, panic=abort and fat LTO included (observed with rustc 1.63 of Debian and 1.95); neither is in
// bash or in docker. The version is in .comment; the digit tells it from a program that asks for one.
std::vector<std::string> signs() { return {"RUST_BACKTRACE", "library/std/src/", "rustc version 1."}; }

constexpr std::string_view k_sources = "/rustc/";
constexpr std::size_t k_commit_digits = 40;
constexpr std::size_t k_longest_place = k_sources.size() + k_commit_digits;

bool names_sources(std::string_view text) {
  for (;;) {
    const void* found = memmem(text.data(), text.size(), k_sources.data(), k_sources.size());
    if (found == nullptr) return false;
    text.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) +
                       k_sources.size());
    const std::string_view commit = text.substr(0, k_commit_digits);
    if (commit.size() < k_commit_digits) return false;
    if (commit.find_first_not_of("0123456789abcdef") == std::string_view::npos) return true;
  }
}

}  // namespace

RustSigns::RustSigns() : texts_(signs()) {}

void RustSigns::feed(std::string_view chunk) {
  if (found_) return;
  texts_.feed(chunk);
  const std::vector<bool>& texts = texts_.found();
  const std::string seam = tail_ + std::string(chunk.substr(0, k_longest_place - 1));
  found_ = std::find(texts.begin(), texts.end(), true) != texts.end() || names_sources(seam) ||
           names_sources(chunk);
  tail_ += chunk.substr(chunk.size() - std::min(chunk.size(), k_longest_place - 1));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), k_longest_place - 1));
}

}  // namespace cb21
