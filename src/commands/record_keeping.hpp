// SPDX-License-Identifier: Apache-2.0
// What becomes of the project's record and receipt around one build (state/store.hpp): withdrawn before
// docker runs, committed or given back after the proof.
#pragma once

#include "commands/assessment.hpp"
#include "commands/console.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "state/store.hpp"

#include <optional>
#include <string>

namespace cb21 {

// Before docker may move its caches on. Without a ticket nothing will be remembered, and nothing is taken for
// fresh: the decision then falls into doubt.
std::optional<Ticket> claim_record(Store& store, Assessment& assessment);

struct FinishedBuild {
  const Setup& setup;
  const Assessment& assessment;
  const std::string& generation;  // of the contexts that docker was given last
  const BuildOutcome& outcome;
};

// Last of all: the record and its receipt where there is a ticket, and the receipt that the user asked for.
// Never throws: a run that cannot remember costs an uncached build, never a false "fresh".
void remember(const Console& console,
              Store& store,
              const std::optional<Ticket>& ticket,
              const FinishedBuild& build);

}  // namespace cb21
