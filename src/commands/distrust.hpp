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
  bool prune_mounts = false;      // a cache mount that --no-cache may not empty
  bool climbed = false;           // one rung up from a build that was not proved
  std::vector<std::string> notes;
};

// What is left of docker's cache by these means.
BuildKind kind_of(const Decision& decision, const Distrust& distrust);

// Why layers may not be kept by content alone, whatever strategy is asked for: a clause; nothing where they
// may.
std::optional<std::string> obstacle_to_precise(const Assessment& assessment);
// The digest of the sources that docker is given for the binary to carry (inputs/source_digest.hpp). Nothing
// where the Dockerfile does not ask for it, the inputs cannot be seen, or the user gives a value of their
// own.
std::optional<std::string> digest_to_pass(const Setup& setup, const Assessment& assessment);

// Decides only: makes no link and runs nothing.
Distrust plan_distrust(const Setup& setup, const Assessment& assessment);

// The next rung: --no-cache, then a prune as well, under a context name of their own. Nothing above that.
std::optional<Distrust> climb(const Setup& setup, const Assessment& assessment, const Distrust& last);

// Why a build is made once more, one rung up: a sentence; nothing where it stands. Strategy precise climbs
// after a failed proof. A cache mount over cargo's target folder is not trusted with another image than the
// verified one, though no input changed.
std::optional<std::string> reason_to_climb(const Setup& setup,
                                           const Assessment& assessment,
                                           const Distrust& last,
                                           const Verification& verification);

// Makes the links and prunes. What does not work falls back to what does, and says so in the notes.
void carry_out(const Setup& setup, const Assessment& assessment, Distrust& distrust);

}  // namespace cb21
