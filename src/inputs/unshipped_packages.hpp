// SPDX-License-Identifier: Apache-2.0
// Packages of the project that cannot be part of what the image ships: tools beside the program.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/snapshot.hpp"

#include <set>
#include <string>
#include <string_view>

namespace cb21 {

// The manifests of packages that make binaries of which none is copied into the image, and that have no
// library which others could be made of. None where a COPY brings a folder, or files by a pattern.
std::set<std::string> unshipped_manifests(const BuildContext& context,
                                          const Snapshot& snapshot,
                                          std::string_view target);

}  // namespace cb21
