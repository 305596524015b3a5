// SPDX-License-Identifier: Apache-2.0
// The project's binaries as cargo sees them, and those of them that the image gets.
#pragma once

#include "check/checked_project.hpp"

#include <vector>

namespace cb21 {

// Of the packages that the Dockerfile brings to the compiler; where that is not known, of all in the context.
// Packages inside of other ones that do not list them (vendored crates, fixtures) are none.
std::vector<CargoWorkspace> project_workspaces(const CheckedProject& project);

// Cargo's own answer where there is one, else its rules applied to the files that docker is sent.
std::vector<BinaryTarget> project_targets(const CheckedProject& project);

// What the image holds or starts; where that is not known, what the Dockerfile names to cargo; else all.
std::vector<BinaryTarget> shipped_targets(const CheckedProject& project);

}  // namespace cb21
