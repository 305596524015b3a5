// SPDX-License-Identifier: Apache-2.0
// The digest that a binary embeds (`option_env!("CB21_SOURCE_DIGEST")`) against the one of the sources. It
// speaks of the crate that embeds it: a stale library behind it still shows the new digest.
#pragma once

#include "proof/hex_search.hpp"
#include "proof/proof.hpp"

#include <string>
#include <vector>

namespace cb21 {

// Finds "cb21-sources-" with its digits in a stream.
HexSearch source_digest_search();

// `expected` is the whole text, prefix included; `embedded` is what the search found in the file at `path`.
Proof judge_source_digest(const std::string& path,
                          const std::string& expected,
                          const std::vector<std::string>& embedded);

}  // namespace cb21
