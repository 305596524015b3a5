// SPDX-License-Identifier: Apache-2.0
#include "proof/same_image.hpp"

namespace cb21 {

Proof prove_same_image(const SameImageFacts& facts) {
  Proof proof;
  proof.name = "same-image";
  if (facts.image_id.empty()) {
    proof.detail = "no image came out of the build";
  } else if (facts.verified_image_id.empty()) {
    proof.detail = "no image was verified before";
  } else if (facts.image_id != facts.verified_image_id) {
    proof.detail = "the image is not the one that was verified last";
  } else if (!facts.fresh) {
    proof.detail = "the image is the one from before the change, which is what a stale build looks like";
  } else if (!facts.same_expectations) {
    proof.detail = "the image is the one that was verified last, but something else is expected of it now";
  } else {
    proof.result = ProofResult::pass;
    proof.detail = "the image is the one that was verified last";
  }
  return proof;
}

}  // namespace cb21
