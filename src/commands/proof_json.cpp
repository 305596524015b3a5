// SPDX-License-Identifier: Apache-2.0
#include "commands/proof_json.hpp"

#include "escape.hpp"

#include <boost/json.hpp>

#include <utility>

namespace cb21 {

namespace json = boost::json;

json::array artifacts_json(const std::vector<Artifact>& artifacts) {
  json::array array;
  for (const Artifact& artifact : artifacts) {
    json::array markers;
    for (const MarkerFinding& marker : artifact.markers) {
      markers.push_back({{"text", json_text(marker.text)}, {"found", marker.found}});
    }
    array.push_back({{"path", json_text(artifact.path)},
                     {"size", artifact.size},
                     {"xxh3", to_hex(artifact.digest)},
                     {"markers", std::move(markers)}});
  }
  return array;
}

std::string detail_with_mechanism(const Proof& proof) {
  return proof.mechanism.empty() ? proof.detail : proof.detail + "; likely " + proof.mechanism;
}

json::array chain_json(const Chain& chain, const std::string& platform) {
  json::array array;
  for (const LinkResult& link : chain.links) {
    const std::string mechanism = link.mechanism.empty() ? "" : "; likely " + link.mechanism;
    array.push_back({{"link", link_name(link.link)},
                     {"platform", json_text(platform)},
                     {"result", proof_result_name(link.result)},
                     {"detail", json_text(link.detail + mechanism)}});
  }
  return array;
}

json::array proofs_json(const std::vector<Proof>& proofs) {
  json::array array;
  for (const Proof& proof : proofs) {
    array.push_back({{"name", proof.name},
                     {"result", proof_result_name(proof.result)},
                     {"detail", json_text(detail_with_mechanism(proof))}});
  }
  return array;
}

}  // namespace cb21
