// SPDX-License-Identifier: Apache-2.0
// Link d: the image holds what was compiled, found by its content.
#pragma once

#include "proof/judgement.hpp"
#include "proof/shipped_programs.hpp"

#include <vector>

namespace cb21 {

// `programs` are those that were matched and that the chain goes by.
Judgement judge_shipped(const std::vector<const ShippedProgram*>& programs);

// Where no stage has a trace of cargo: the image's programs were compiled elsewhere.
Judgement judge_nothing_compiled(const std::vector<ShippedProgram>& programs);

}  // namespace cb21
