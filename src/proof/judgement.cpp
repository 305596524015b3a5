// SPDX-License-Identifier: Apache-2.0
#include "proof/judgement.hpp"

#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_most_named = 3;

}  // namespace

void Judgement::not_shown(std::string detail) {
  if (link.result != ProofResult::pass) return;
  link.result = ProofResult::inconclusive;
  link.detail = std::move(detail);
}

void Judgement::fail(std::string_view mechanism, std::string detail, std::string cure) {
  if (link.result == ProofResult::fail) return;
  if (cure.empty()) cure = cure_of(mechanism);
  link = {link.link, ProofResult::fail, std::move(detail), std::string(mechanism), std::move(cure)};
}

void Judgement::take(const Judgement& other) {
  const bool worse = other.link.result == ProofResult::fail
                         ? link.result != ProofResult::fail
                         : other.link.result == ProofResult::inconclusive && passes();
  if (worse) link = other.link;
  notes.insert(notes.end(), other.notes.begin(), other.notes.end());
  add_wants(wants, other.wants);
  climbing_may_help = climbing_may_help || other.climbing_may_help;
}

void add_wants(ChainWants& to, const ChainWants& from) {
  to.cuts.insert(from.cuts.begin(), from.cuts.end());
  to.base_files.insert(from.base_files.begin(), from.base_files.end());
  to.segments.insert(from.segments.begin(), from.segments.end());
  to.segment_points.insert(from.segment_points.begin(), from.segment_points.end());
  to.unaltered.insert(from.unaltered.begin(), from.unaltered.end());
}

std::string named_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), k_most_named); ++i) {
    text += (i == 0 ? "" : ", ") + escape(names[i]);
  }
  if (names.size() > k_most_named) text += fmt::format(" and {} more", names.size() - k_most_named);
  return text;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace cb21
