// SPDX-License-Identifier: Apache-2.0
// Proofs and artifacts as every JSON answer of cb21 has them: the report of a build and cb21 verify.
#pragma once

#include "proof/chain.hpp"
#include "proof/marker.hpp"
#include "proof/proof.hpp"

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace cb21 {

// [{"path", "size", "xxh3", "markers": [{"text", "found"}]}]
boost::json::array artifacts_json(const std::vector<Artifact>& artifacts);

// [{"name", "result", "detail"}]
boost::json::array proofs_json(const std::vector<Proof>& proofs);

// The sentence, and the likely mechanism behind it.
std::string detail_with_mechanism(const Proof& proof);

// [{link, platform, result, detail}], the five links in order.
boost::json::array chain_json(const Chain& chain, const std::string& platform);

}  // namespace cb21
