// SPDX-License-Identifier: Apache-2.0
// Files of the context that are compile inputs only by what the Dockerfile does with them: under another name
// (COPY Cargo.docker.toml Cargo.toml), or as archives that ADD unpacks.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/directory_walk.hpp"

#include <vector>

namespace cb21 {

// Each COPY, ADD and bind mount of a file whose place in the stage is of another class than its name, in the
// class of the place; each local archive that ADD brings to a stage that compiles, as watched. Whether there
// is such a file is for the caller to see; patterns are passed over.
std::vector<FoundLink> find_renamed_inputs(const BuildContext& context);

}  // namespace cb21
