// SPDX-License-Identifier: Apache-2.0
// The rules on the Dockerfile's text alone: what cargo takes for unchanged, and what is shipped though
// nothing builds it.
#pragma once

#include "check/rule.hpp"

#include <string>
#include <vector>

namespace cb21 {

// A line of the Dockerfile.
Violation dockerfile_violation(const CheckedProject& project,
                               std::size_t line,
                               std::string message,
                               std::string cure);

// placeholder-main
std::vector<Violation> find_placeholder_sources(const CheckedProject& project);

// target-cache-mount: a target directory that is a cache mount which other projects or architectures may
// share.
std::vector<Violation> find_target_cache_mounts(const CheckedProject& project);

// revert-with-target-mount: one with an id of its own. A RUN is found by one of the two.
std::vector<Violation> find_own_target_cache_mounts(const CheckedProject& project);

// unbuilt-bin
std::vector<Violation> find_unbuilt_binaries(const CheckedProject& project);

// wrong-bin, as far as the Dockerfile alone shows it: another build's binary out of a cache mount
std::vector<Violation> find_wrong_binaries(const CheckedProject& project);

}  // namespace cb21
