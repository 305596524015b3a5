// SPDX-License-Identifier: Apache-2.0
// Everything known before docker runs: what it will read, what is remembered, and whether its cache may be
// trusted.
#pragma once

#include "commands/setup.hpp"
#include "docker/client.hpp"
#include "inputs/build_context.hpp"
#include "inputs/mechanisms.hpp"
#include "inputs/snapshot.hpp"
#include "inputs/target_mounts.hpp"
#include "state/decision.hpp"
#include "state/record.hpp"
#include "state/store.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace cb21 {

struct Assessment {
  BuilderFacts builder;
  BuildContext context;
  std::vector<DockerfileMechanism> mechanisms;  // of the Dockerfile, where it is visible
  TargetMounts target_mounts;
  ProjectIdentity identity;
  Snapshot snapshot;
  LoadedRecord loaded;
  Decision decision;
  std::int64_t scan_milliseconds = 0;

  // The inputs were seen whole, so what is built from them can be remembered.
  bool recordable() const { return context.not_visible.empty() && snapshot.unreadable.empty(); }

  // The record that the decision trusted or distrusted, if there was one.
  const Record* record() const { return std::get_if<Record>(&loaded); }

  // That record, or else the one before a build that failed or was killed.
  const Record* last_record() const { return cb21::last_record(loaded); }
};

// Throws Error(usage) for a watch glob that is not one, never for what the user's files or the state
// directory hold: a stage that cannot go on leaves a decision in doubt. Writes nothing but the state
// directory itself, and with StoreUse::look not even that.
Assessment assess(const Setup& setup, Store& store);

// What is hashed of a context: with a target mount all of it, for the step has to see an empty mount, not a
// new layer, as soon as anything changed; of .git only which commit is checked out. `loaded` tells what
// dep-info named in the last verified build.
SnapshotOptions snapshot_options(const OwnOptions& options,
                                 const BuildContext& context,
                                 const TargetMounts& mounts,
                                 const LoadedRecord& loaded);

// A cache mount may hold what cargo compiled: the Dockerfile suggests it, or the last verified build showed
// it.
bool compiles_in_mount(const Assessment& assessment);

// What docker will read, in the words of the inputs.
ContextArguments context_arguments(const BuildRequest& request, Builder builder);

// How the user is told that nothing will be kept of a build, and why.
std::string not_remembered(const std::string& trouble);

// Only the identity, without looking at the files: for forget.
ProjectIdentity identify(const BuildRequest& request,
                         const BuilderFacts& builder,
                         const BuildContext& context);

// The inputs as they are now against those that were assessed.
enum class InputsNow {
  identical,  // to the last timestamp
  touched,    // in content
  moved,      // docker may have read something else than was hashed
};

// Paths whose content is another than it was then, or that are gone, new or unreadable. Throws Error.
std::set<std::string> moved_paths(const Setup& setup, const Assessment& assessment);

// Never throws: what cannot be read has moved.
InputsNow look_again(const Setup& setup, const Assessment& assessment);

}  // namespace cb21
