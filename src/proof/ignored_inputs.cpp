// SPDX-License-Identifier: Apache-2.0
#include "proof/ignored_inputs.hpp"

#include "escape.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

std::string_view consequence(const std::string& mechanism) {
  return mechanism == "lock-drift" ? "the image is compiled from other versions of its dependencies"
                                   : "cargo builds the package without it";
}

Proof failure(const IgnoredInput& first, std::size_t count) {
  std::string detail = escape(first.path);
  if (count > 1) detail += " and " + std::to_string(count - 1) + " more";
  detail += (count > 1 ? " are" : " is");
  detail +=
      " left out by " + (first.ignored_by.empty() ? "the ignore file" : escape(first.ignored_by)) + ": ";
  detail += consequence(first.mechanism);
  return {.name = "inputs",
          .result = ProofResult::fail,
          .detail = std::move(detail),
          .mechanism = first.mechanism,
          .cure = std::string(cure_of(first.mechanism))};
}

}  // namespace

std::vector<Proof> judge_ignored_inputs(const std::vector<IgnoredInput>& ignored) {
  std::vector<Proof> proofs;
  for (const IgnoredInput& input : ignored) {
    const auto is_same = [&](const IgnoredInput& other) { return other.mechanism == input.mechanism; };
    if (&*std::find_if(ignored.begin(), ignored.end(), is_same) != &input) continue;
    const auto count = std::count_if(ignored.begin(), ignored.end(), is_same);
    proofs.push_back(failure(input, static_cast<std::size_t>(count)));
  }
  return proofs;
}

}  // namespace cb21
