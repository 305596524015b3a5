// SPDX-License-Identifier: Apache-2.0
// The rules on what docker is sent and what COPY makes of it.
#pragma once

#include "check/rule.hpp"

#include <vector>

namespace cb21 {

// host-target-copied: the host's target directory, which is there, gets to where cargo looks for its own.
std::vector<Violation> find_copied_host_targets(const CheckedProject& project);

// target-not-ignored: it would, once cargo has run on the host.
std::vector<Violation> find_unignored_targets(const CheckedProject& project);

// ignored-input: a build script that the ignore rules or the COPY list keep from the compiler.
std::vector<Violation> find_left_out_inputs(const CheckedProject& project);

// Of lock-drift: a Cargo.lock that they keep from it.
std::vector<Violation> find_left_out_locks(const CheckedProject& project);

}  // namespace cb21
