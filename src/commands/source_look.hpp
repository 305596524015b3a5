// SPDX-License-Identifier: Apache-2.0
// The sources that the compiler had, read back from the layers just made (BuildKit only): one generated
// build, a second one where the two differ. Nothing is compiled, nothing changes but what BuildKit remembers
// of the context.
#pragma once

#include "commands/assessment.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"
#include "inputs/placed_files.hpp"
#include "proof/proof.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct SourceFindings {
  std::vector<Proof> proofs;          // `sources`; empty where nothing compiles, or no stage can be exported
  std::vector<std::string> harmless;  // changed sources that no COPY brings to the compiler, and need not
};

// The names of the request's named contexts, as BuildKit compares them.
ContextNames context_names(const Setup& setup, const Assessment& assessment);

// `changes` are those of the build that ended. Never throws for what docker does: that is inconclusive.
SourceFindings look_at_sources(const Setup& setup,
                               const Assessment& assessment,
                               const ArgumentChanges& changes);

// `inputs`: what the ignore files keep from the compiler. Asks docker nothing, so it holds for any builder
// and for an image that is known already. Never throws for what the user's files hold.
std::vector<Proof> look_at_ignored_inputs(const Setup& setup, const Assessment& assessment);

}  // namespace cb21
