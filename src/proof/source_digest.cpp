// SPDX-License-Identifier: Apache-2.0
#include "proof/source_digest.hpp"

#include "escape.hpp"
#include "inputs/source_digest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cb21 {

HexSearch source_digest_search() { return {std::string(k_source_digest_prefix), k_source_digest_digits}; }

Proof judge_source_digest(const std::string& path,
                          const std::string& expected,
                          const std::vector<std::string>& embedded) {
  Proof proof{.name = "source-digest"};
  if (embedded.empty()) {
    proof.detail = escape(path) + " embeds no source digest: use option_env!(\"CB21_SOURCE_DIGEST\") in it";
  } else if (std::all_of(
                 embedded.begin(), embedded.end(), [&](const auto& one) { return one == expected; })) {
    proof.result = ProofResult::pass;
    proof.detail = fmt::format("{} embeds {}", escape(path), expected);
  } else if (std::find(embedded.begin(), embedded.end(), expected) != embedded.end()) {
    // Several crates embed it, and some were not compiled.
    proof.result = ProofResult::fail;
    proof.detail = fmt::format("{} embeds the digest of other sources beside {}", escape(path), expected);
  } else {
    proof.result = ProofResult::fail;
    proof.detail = fmt::format("{} embeds {}, but the sources are {}: it was compiled from others",
                               escape(path),
                               embedded.front(),
                               expected);
  }
  if (proof.result == ProofResult::fail)
    proof.cure = "build with --no-cache, and look at what keeps the crate";
  return proof;
}

}  // namespace cb21
