// SPDX-License-Identifier: Apache-2.0
#include "proof/host_target.hpp"

#include "escape.hpp"

namespace cb21 {

Proof judge_host_target(const std::string& image_path, const std::string& host_path) {
  const std::string mechanism = "host-target-copied";
  return {.name = "host-target",
          .result = ProofResult::fail,
          .detail = escape(image_path) + " is the host's own " + escape(host_path) +
                    ", which docker was sent: cargo in the image found it fresh",
          .mechanism = mechanism,
          .cure = std::string(cure_of(mechanism))};
}

}  // namespace cb21
