// SPDX-License-Identifier: Apache-2.0
// All that could have reached one unit of cargo's, as a digest: the key under which a record vouches for a
// unit in a cache mount, where no layer says what it was made of. dep-info names the files that rustc read; a
// build script or a macro may read what it never declares. So the digest is of
//   - the files that dep-info names, every Rust source of the unit's own package, and every file that is no
//     Rust source (manifests, lock files, .cargo, templates, whatever else is sent);
//   - for the run of a build script, every file of the contexts;
//   - the Dockerfile's text and the build arguments, which reach the compiler as ARG, ENV and RUN.
// A Rust source of another package reaches a unit through that package's own units, which the chain asks.
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "evidence/evidence.hpp"
#include "proof/chain.hpp"

#include <map>
#include <string>
#include <vector>

namespace cb21 {

// By the unit's folder, for the units at the ends of stages. `files`: all that docker would send, sorted.
std::map<std::string, std::string> unit_inputs(const Setup& setup,
                                               const Assessment& assessment,
                                               const Evidence& evidence,
                                               const std::vector<Landing>& landings,
                                               const std::vector<FileEntry>& files);

}  // namespace cb21
