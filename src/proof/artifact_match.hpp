// SPDX-License-Identifier: Apache-2.0
// Which artifact of cargo's a program of an image is: by equal bytes; or, where a later step stripped it, one
// with the same build-id whose loaded segments are equal. A build-id alone only nominates.
#pragma once

#include "proof/judgement.hpp"
#include "proof/stage_looks.hpp"

#include <map>
#include <string>
#include <vector>

namespace cb21 {

struct ArtifactPlace {
  StageLook look;
  const CargoArtifact* artifact = nullptr;
};

struct ArtifactMatch {
  std::vector<ArtifactPlace> places;  // of equal artifacts, in every stage that has one
  bool stripped = false;              // equal but for what is not loaded
  // A sentence, where no artifact is equal but one may still be what the program was made of.
  std::string undecided;
  ChainWants wants;

  bool matched() const { return !places.empty(); }
};

// `segments` as for judge_chain.
ArtifactMatch match_artifact(const StageLooks& looks,
                             const std::string& path,
                             const ImageFile& program,
                             const std::map<std::string, std::string>& segments);

}  // namespace cb21
