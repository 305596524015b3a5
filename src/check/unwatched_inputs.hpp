// SPDX-License-Identifier: Apache-2.0
// The rule on what is compiled in and is neither a Rust source nor watched.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

// non-rust-input: files that docker is sent and the snapshot does not hold, where the sources say that they
// are read: what a build script names in rerun-if-changed, or as a .proto; the directories of migrate! and
// embed_migrations!. Of packages that get to the compiler; one violation, at the first place, for all.
std::vector<Violation> find_unwatched_inputs(const CheckedProject& project);

}  // namespace cb21
