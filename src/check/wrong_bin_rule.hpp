// SPDX-License-Identifier: Apache-2.0
// wrong-bin: the binary that cargo builds, the one that COPY ships and the one that ENTRYPOINT or CMD starts
// must be the same. Only what is written out is judged: where a variable, a wildcard, a script or a folder
// copied whole decides, nothing is found.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

// All of wrong-bin: what follows, what the Dockerfile alone shows, and a src/main.rs that is passed over.
std::vector<Violation> find_wrong_bins(const CheckedProject& project);

// A binary of the project is taken out of the target directory, and no cargo command builds it.
std::vector<Violation> find_unbuilt_copies(const CheckedProject& project);

// A binary is shipped under the name of another one of the project.
std::vector<Violation> find_swapped_names(const CheckedProject& project);

// Another binary of the project is started than any that is shipped.
std::vector<Violation> find_unshipped_starts(const CheckedProject& project);

}  // namespace cb21
