// SPDX-License-Identifier: Apache-2.0
// The proof by recompiling (proof/recompiled.hpp), for a build that just ended and for an image of earlier:
// docker replays the user's Dockerfile from the compile on, in the same builder and with the same contexts.
// Costs a compile of the project's own crates, and a second one where the first differs. Leaves layers and
// artifacts in the builder's caches, and nothing else.
#pragma once

#include "commands/assessment.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"
#include "docker/client.hpp"
#include "proof/proof.hpp"

namespace cb21 {

// `changes` are those of the build: its contexts are taken from them. Never throws: what cannot be done is
// inconclusive.
Proof prove_recompiled(const Setup& setup,
                       const Assessment& assessment,
                       const ArgumentChanges& changes,
                       const ImageFacts& image);

}  // namespace cb21
