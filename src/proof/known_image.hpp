// SPDX-License-Identifier: Apache-2.0
// An image against one that was verified before: a record remembers it, or a receipt vouches for it. An id
// may differ for the same content (saved and loaded by another kind of store, tagged anew by a builder, built
// again): then every verified binary must be in the image, with the same SHA-256. Receipts
// of schema 1 have none: size and XXH3 then have to do, and the sentence says so.
#pragma once

#include "inputs/digest.hpp"
#include "proof/marker.hpp"
#include "proof/proof.hpp"
#include "sha256.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct KnownBinary {
  std::string path;  // in the image
  std::uint64_t size = 0;
  Digest content;
  std::optional<Sha256Digest> sha256 = {};
};

struct KnownImage {
  std::string proof;   // its name: "record" or "receipt"
  std::string source;  // whose image it is, escaped: "the receipt out/receipt.json"
  std::string image_id;
  std::vector<KnownBinary> binaries;
};

// `artifacts`: what was found in the image at the paths of those binaries, and perhaps at others.
Proof judge_known_image(const KnownImage& known,
                        const std::string& image_id,
                        const std::vector<Artifact>& artifacts);

}  // namespace cb21
