// SPDX-License-Identifier: Apache-2.0
#include "proof/image_loaded.hpp"

#include "escape.hpp"

namespace cb21 {

Proof judge_not_loaded(const std::string& tag, const std::string& image_id) {
  const std::string mechanism = "image-not-loaded";
  return {.name = "image-loaded",
          .result = ProofResult::fail,
          .detail = "the builder kept the result to itself, and " + escape(tag) + " still names the image " +
                    escape(image_id) + ", which this build did not make",
          .mechanism = mechanism,
          .cure = std::string(cure_of(mechanism))};
}

}  // namespace cb21
