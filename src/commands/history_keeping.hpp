// SPDX-License-Identifier: Apache-2.0
// What becomes of the project's history after one build (state/build_history.hpp).
#pragma once

#include "commands/assessment.hpp"
#include "commands/console.hpp"
#include "commands/report.hpp"
#include "state/store.hpp"

namespace cb21 {

// How a build that docker made ended.
BuildEnd end_of(Verdict verdict);

// Never throws: a build that is not in the history is missed by explanations only.
void note_build(const Console& console,
                Store& store,
                const Assessment& assessment,
                const BuildOutcome& outcome,
                BuildEnd end);

}  // namespace cb21
