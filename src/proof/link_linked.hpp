// SPDX-License-Identifier: Apache-2.0
// Link c: the artifact is the output of its unit, and that of the units that it names. Cargo keeps the times
// of a compilation that ended well in one order: dep-info as old as the start, then the artifact, then the
// fingerprint; dependencies before dependents. Where a target folder was copied or touched it is another one.
#pragma once

#include "proof/judgement.hpp"
#include "proof/unit_closure.hpp"

namespace cb21 {

Judgement judge_linked(const ChainFacts& facts, const UnitClosure& closure);

}  // namespace cb21
