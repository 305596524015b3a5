// SPDX-License-Identifier: Apache-2.0
// What the ignore files and the COPY instructions keep from the compiler, and the named contexts as the
// inputs know them.
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "inputs/placed_files.hpp"
#include "proof/proof.hpp"

#include <vector>

namespace cb21 {

// The names of the request's named contexts, as BuildKit compares them.
ContextNames context_names(const Setup& setup, const Assessment& assessment);

// `inputs`: what the ignore files keep from the compiler. Asks docker nothing, so it holds for any builder
// and for an image that is known already. Never throws for what the user's files hold.
std::vector<Proof> look_at_ignored_inputs(const Setup& setup, const Assessment& assessment);

}  // namespace cb21
