// SPDX-License-Identifier: Apache-2.0
// The rules on Cargo.toml. They look at the packages whose binaries the Dockerfile ships; where that cannot
// be known, at all packages of the project.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

// Packages with more than one binary: [[bin]] tables, and src/bin/*.rs beside src/main.rs.
std::vector<Violation> find_several_binaries(const CheckedProject& project);

// A [[bin]] whose path is none that cargo finds by itself, and no comment above or in it speaks of that: of
// the path or a part of it, of the binary's name, or in words such as "path" and "entry point".
std::vector<Violation> find_undocumented_paths(const CheckedProject& project);

// A src/main.rs that cargo passes over: each binary beside it is made of another file.
std::vector<Violation> find_unused_main(const CheckedProject& project);

}  // namespace cb21
