// SPDX-License-Identifier: Apache-2.0
// Which image a successful docker build left in the local store.
#pragma once

#include "cli/build_request.hpp"
#include "commands/verification.hpp"
#include "docker/client.hpp"

#include <string>

namespace cb21 {

// Whether docker takes --iidfile with these outputs: not with files on disk (buildx build/opt.go).
bool makes_an_image(const BuildRequest& request);

// From the id file (the user's or cb21's own); where there is none, from the first tag.
BuiltImage find_built_image(const BuildRequest& request,
                            const std::string& iidfile,
                            const DockerClient& client);

}  // namespace cb21
