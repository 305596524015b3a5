// SPDX-License-Identifier: Apache-2.0
// The build itself: docker in the foreground, and what it left behind.
#pragma once

#include "commands/assessment.hpp"
#include "commands/distrust.hpp"
#include "commands/gate.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "docker/process.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cb21 {

struct DockerRun {
  ExitStatus status;
  BuiltImage image;
  std::int64_t began_ns = 0;  // when docker was started, since the epoch
};

// While docker runs the terminal is docker's, and no lock is held. Notes the command, its end and its time in
// the outcome, and in `distrust` the id file that was added.
DockerRun run_docker(const Setup& setup,
                     const Assessment& assessment,
                     const Gate& gate,
                     Distrust& distrust,
                     BuildOutcome& outcome);

// argv[0] included.
std::vector<std::string> argv_of(const Command& command);

}  // namespace cb21
