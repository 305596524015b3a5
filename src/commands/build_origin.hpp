// SPDX-License-Identifier: Apache-2.0
// What a build was made on: the engine, and the images that its Dockerfile names.
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "state/receipt.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct BuildOrigin {
  std::string engine_version;  // empty where the engine did not say
  std::vector<ReceiptBase> bases;
};

// To be asked before the image gets its tags: one of them may be the name of its own base. Where docker
// looked into the registry (--pull, a builder of its own) the local store does not know what it took. Never
// throws.
BuildOrigin find_origin(const Setup& setup, const Assessment& assessment);

// The images that a Dockerfile names, in order, each once: bases and what COPY --from takes from, without
// stages, named contexts and scratch.
std::vector<std::string> named_images(const Dockerfile& dockerfile, const BuildRequest& request);

}  // namespace cb21
