// SPDX-License-Identifier: Apache-2.0
// What is expected of the built image: which files in it are the project's binaries, and which texts they
// must hold.
#pragma once

#include "cli/own_options.hpp"
#include "docker/client.hpp"
#include "inputs/build_context.hpp"
#include "inputs/snapshot.hpp"
#include "proof/marker.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// The binaries, in this order of preference: --cb21-binary; what the Dockerfile copies out of the compile
// stage; the program of ENTRYPOINT or CMD, which is a guess. The markers: --cb21-marker, else what main() of
// that very binary prints first: a library, an example and a build script's output have none of their own.
std::vector<ExpectedBinary> expected_binaries(const OwnOptions& options,
                                              const std::string& target,
                                              const BuildContext& context,
                                              const Snapshot& snapshot,
                                              const ImageFacts& image);

// Digest of what the options ask to be verified, so that another question is not answered by an old verdict.
std::string expectations_digest(const OwnOptions& options);

// The program that ENTRYPOINT and CMD start, absolute; through PATH where it is a bare name. Nothing where
// there is none.
std::optional<std::string> entry_program(const ImageFacts& image);

}  // namespace cb21
