// SPDX-License-Identifier: Apache-2.0
// What is taken out of the cache of the builder in use: synced contexts, or everything.
#pragma once

#include "docker/client.hpp"

#include <string>

namespace cb21 {

enum class PruneScope {
  synced_contexts,  // the copies that BuildKit keeps of contexts (type=source.local)
  cache_mounts,     // what RUN --mount=type=cache kept, of every project (type=exec.cachemount)
  everything,       // what docker's --all takes, which spares only what is in use
};

// `buildx prune -f` with --builder, or `builder prune -f`. Not for the classic builder.
Command prune_command(const DockerClient& client, const BuilderFacts& builder, PruneScope scope);

struct PruneResult {
  bool worked = false;
  std::string detail;     // a clause: what was reclaimed, or what went wrong
  std::string reclaimed;  // "1.2MB"; empty where docker did not prune
  ExitStatus status;      // docker's; success where it was not run
};

// Pruning synced contexts has worked only if none is left, be it in use. Nothing works for the classic
// builder, whose cache is its images; docker is not run then.
PruneResult prune(const DockerClient& client, const BuilderFacts& builder, PruneScope scope);

}  // namespace cb21
