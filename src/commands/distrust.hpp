// SPDX-License-Identifier: Apache-2.0
// How docker's caches are kept from handing out old bytes: the context under a name of its own, always, and
// for a decision that is not fresh the strategy.
#pragma once

#include "commands/assessment.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"
#include "commands/verification.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct Distrust {
  ArgumentChanges changes;
  std::string generation;  // of the isolated name, for the record
  std::string means;       // "--no-cache", "builder prune", "cache kept", ... for the line before docker
  bool prune_everything = false;
  bool prune_contexts = false;    // the name cannot isolate here
  bool no_shared_folder = false;  // since docker and cb21 have no folder in common to put a link into
  std::vector<std::string> notes;
};

// What is left of docker's cache by these means.
BuildKind kind_of(const Decision& decision, const Distrust& distrust);

// Why layers may not be kept by content alone, whatever strategy is asked for: a clause; nothing where they
// may.
std::optional<std::string> obstacle_to_precise(const Setup& setup, const Assessment& assessment);

// The digest of the sources that docker is given for the binary to carry (inputs/source_digest.hpp). Nothing
// where the Dockerfile does not ask for it, the inputs cannot be seen, or the user gives a value of their
// own.
std::optional<std::string> digest_to_pass(const Setup& setup, const Assessment& assessment);

// Decides only: makes no link and runs nothing.
Distrust plan_distrust(const Setup& setup, const Assessment& assessment);

// Whether docker is free to take layers from its cache.
bool keeps_cache(const Distrust& distrust);

// The one rung above a kept cache: --no-cache, under a context name of its own.
Distrust climb(const Setup& setup, const Assessment& assessment, const Distrust& last);

// Why a build that kept the cache is made once more without it: a sentence; nullopt where it stands. A link
// of the chain is not shown, or was refuted in a way that a cache may be to blame for.
std::optional<std::string> reason_to_climb(const Setup& setup,
                                           const Distrust& last,
                                           const Verification& verification);

// Makes the links and prunes. What does not work falls back to what does, and says so in the notes.
void carry_out(const Setup& setup, const Assessment& assessment, Distrust& distrust);

}  // namespace cb21
