// SPDX-License-Identifier: Apache-2.0
// Link e: the image starts what was compiled. A shell, a script or another launcher is not followed: it
// passes the question on to every Rust program that the image ships above its base. Beside what starts, each
// of those, and whatever bears a target's name, must be an artifact of this build.
#pragma once

#include "proof/judgement.hpp"
#include "proof/shipped_programs.hpp"

#include <vector>

namespace cb21 {

Judgement judge_started(const ChainFacts& facts,
                        const StageLooks& looks,
                        const std::vector<ShippedProgram>& programs);

}  // namespace cb21
