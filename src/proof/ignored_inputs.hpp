// SPDX-License-Identifier: Apache-2.0
// Inputs that the ignore file keeps from the compiler: a fact of the project, whatever docker's cache holds.
#pragma once

#include "inputs/ignored_inputs.hpp"
#include "proof/proof.hpp"

#include <vector>

namespace cb21 {

// One failure for each mechanism among them, in their order; none where all are sent.
std::vector<Proof> judge_ignored_inputs(const std::vector<IgnoredInput>& ignored);

}  // namespace cb21
