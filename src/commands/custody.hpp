// SPDX-License-Identifier: Apache-2.0
// The chain of custody of a build that just ended: the probe is built, the image is read, and what both say
// is judged (proof/chain.hpp). Asks again where the judge wants to see more, each thing once.
#pragma once

#include "commands/assessment.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"
#include "docker/client.hpp"
#include "proof/chain.hpp"
#include "state/running_builds.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace cb21 {

struct CustodyQuestion {
  const Setup& setup;
  const Assessment& assessment;
  const ArgumentChanges& changes;  // of the build that ended: its contexts are taken from them
  std::int64_t build_began_ns = 0;
  bool cache_kept = false;                 // docker was not told to distrust its cache
  const RunningBuilds* running = nullptr;  // of this user; null: no other is known
};

struct CustodyFindings {
  Chain chain;
  // For the record; empty where the chain is not whole.
  std::vector<RememberedUnit> units;
  std::vector<std::string> learned;       // context files that dep-info named
  std::vector<VerifiedProgram> programs;  // the image's own
  // In place of the snapshot, where there are any: with the files that dep-info named for the first time, and
  // with a unit in a cache mount all files that docker would send.
  std::vector<FileEntry> files;
};

// Never throws for what docker does: a chain that cannot be read is not shown, and says why.
CustodyFindings look_at_custody(const CustodyQuestion& question, const ImageFacts& image);

}  // namespace cb21
