// SPDX-License-Identifier: Apache-2.0
// The cheapest proof: the image is the one that was verified the last time, so there is nothing to do.
#pragma once

#include "proof/proof.hpp"

#include <string>

namespace cb21 {

struct SameImageFacts {
  bool fresh = false;             // the decision before the build
  std::string image_id;           // empty: none came out
  std::string verified_image_id;  // of the record; empty: none
  bool same_expectations = false;
};

// Passes only after a fresh decision. After a stale one an unchanged image proves nothing: it is evidence of
// staleness.
Proof prove_same_image(const SameImageFacts& facts);

}  // namespace cb21
