// SPDX-License-Identifier: Apache-2.0
// --cb21-run: starts the image without network and shows the first 20 lines it prints.
#pragma once

#include "docker/client.hpp"
#include "proof/proof.hpp"

#include <string>

namespace cb21 {

struct RunOutcome {
  Proof proof;
  std::string shown;  // at most 20 lines, escaped line by line
};

// Passes when it printed something and exited 0, or is running `seconds` after docker was called; fails on
// exit 0 in silence and on another exit code, and where docker itself was killed. Says nothing where it does
// not run by then. Docker's own warnings are no output. The container is removed on every path.
RunOutcome prove_by_running(const DockerClient& client,
                            const std::string& image,
                            int seconds,
                            const std::string& state_directory);

}  // namespace cb21
