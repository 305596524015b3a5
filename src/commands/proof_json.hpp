// SPDX-License-Identifier: Apache-2.0
// Proofs and artifacts as every JSON answer of cb21 has them: the report of a build and cb21 verify.
#pragma once

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

}  // namespace cb21
