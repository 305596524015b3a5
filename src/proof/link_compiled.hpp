// SPDX-License-Identifier: Apache-2.0
// Link b: the units were compiled after their files were in place. A run of a build script, and a crate that
// expands a macro of the project's own, may read what they never declare: they must be younger than every
// file of their package.
#pragma once

#include "proof/judgement.hpp"
#include "proof/unit_closure.hpp"

namespace cb21 {

Judgement judge_compiled(const ChainFacts& facts, const StageLooks& looks, const UnitClosure& closure);

// Whether the unit was compiled by a RUN of this build, as far as its time tells: where another build of
// cb21's own ran at the time, it does not.
bool is_of_this_build(const ChainFacts& facts, const CargoUnit& unit);

}  // namespace cb21
