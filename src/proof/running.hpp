// SPDX-License-Identifier: Apache-2.0
// The image that a container really uses: one that was not made anew since the build runs the old program.
#pragma once

#include "docker/client.hpp"
#include "proof/proof.hpp"

#include <string>
#include <vector>

namespace cb21 {

// A program of the image that the container has with other bytes, or not at all: edited there, or hidden by a
// mount.
struct ChangedProgram {
  std::string path;
  std::string how;  // "is another file there", "is not there: …"
};

struct RunningFacts {
  ContainerFacts container;
  std::string image;     // as the user named it, or as the container was made from it
  std::string image_id;  // what that names now; empty where it names nothing any more
  std::vector<ChangedProgram> changed = {};
};

// Passes where the container runs and uses that very image, with its programs as they are in the image.
Proof judge_running(const RunningFacts& facts);

}  // namespace cb21
