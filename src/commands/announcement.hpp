// SPDX-License-Identifier: Apache-2.0
// When the user is told what: the line before docker, the verdict after it, and what was let out.
#pragma once

#include "commands/assessment.hpp"
#include "commands/console.hpp"
#include "commands/distrust.hpp"
#include "commands/gate.hpp"
#include "commands/release.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "commands/told_before.hpp"

namespace cb21 {

// Before docker's own help, and before its refusal of a command line without words: two lines of who else
// listens here. Silent for any other words, and where the caller was a cb21.
void introduce(const Setup& setup);

void announce(const Console& console,
              const Setup& setup,
              const Assessment& assessment,
              const Distrust& distrust);

// A finding that a verified build leaves open is not told again where it was told before.
void tell_verdict(const Console& console, const BuildOutcome& outcome, ToldBefore& told);

// After the verdict: what was not held back, and what was let out and failed.
void tell_release(const Console& console, const Gate& gate, const ReleaseResult& released);

}  // namespace cb21
