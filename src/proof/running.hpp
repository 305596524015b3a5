// SPDX-License-Identifier: Apache-2.0
// The image that a container really uses: one that was not made anew since the build runs the old program.
#pragma once

#include "docker/client.hpp"
#include "proof/proof.hpp"

#include <string>

namespace cb21 {

struct RunningFacts {
  ContainerFacts container;
  std::string image;     // as the user named it, or as the container was made from it
  std::string image_id;  // what that names now; empty where it names nothing any more
};

// Passes where the container runs and uses that very image.
Proof judge_running(const RunningFacts& facts);

}  // namespace cb21
