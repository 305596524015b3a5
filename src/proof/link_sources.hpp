// SPDX-License-Identifier: Apache-2.0
// Link a: the compiler had these very files. Each file of the project's own that went into a unit has, in
// the stage, the content that the context has now; or it had it when COPY put it there, and what a RUN made
// of it since is the user's own.
#pragma once

#include "proof/judgement.hpp"
#include "proof/unit_closure.hpp"

namespace cb21 {

Judgement judge_sources(const StageLooks& looks, const UnitClosure& closure);

}  // namespace cb21
