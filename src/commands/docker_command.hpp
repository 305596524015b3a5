// SPDX-License-Identifier: Apache-2.0
// The docker command that builds: the same for the user's build and for cb21's own that look into its layers.
#pragma once

#include "commands/setup.hpp"
#include "docker/client.hpp"
#include "docker/process.hpp"

#include <string>
#include <vector>

namespace cb21 {

// Inside a plugin `docker build` may be an alias for cb21, so buildx is named where it is what builds.
Command docker_build_command(const Setup& setup,
                             const BuilderFacts& builder,
                             const std::vector<std::string>& build_arguments);

}  // namespace cb21
