// SPDX-License-Identifier: Apache-2.0
// What is done once nothing speaks against the image: it gets its tags, is pushed under them, or the user's
// own words are built a second time.
#pragma once

#include "commands/distrust.hpp"
#include "commands/gate.hpp"
#include "commands/report.hpp"
#include "docker/client.hpp"
#include "docker/process.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct ReleaseOrder {
  const DockerClient& client;
  const Gate& gate;
  BuilderFacts::Kind builder = BuilderFacts::Kind::buildkit;
  std::string image_id;  // the one that was looked at; empty where none is in the local store
  // The user's own words from the cache; nothing where they cannot be built twice.
  std::optional<Command> again;
  // The first build's words from the cache, which write the id to `rehearsal_id_file`: what `again` would
  // make. Nothing where that cannot be known.
  std::optional<Command> rehearsal;
  std::string rehearsal_id_file;
};

struct ReleaseResult {
  ExitStatus status;                  // of the docker that failed; success otherwise
  std::vector<std::string> released;  // "tag hello:1", "push hello:1", "build", in order
  std::string trouble;                // a sentence, where something was not released
  std::string objection;              // a sentence: the second build would be another, nothing was released
};

// To be called under an InterruptGuard. A signal that is pending ends it before the next step; the tags are
// one step. Throws Error where docker cannot be run.
ReleaseResult release(const ReleaseOrder& order);

// The docker that builds with these arguments.
using BuildCommand = std::function<Command(const std::vector<std::string>&)>;

struct GatedBuild {
  const Setup& setup;
  const Assessment& assessment;
  const Gate& gate;
  const Distrust& distrust;
};

// Releases what waits unless the build is blocked, and notes in the outcome what came of it.
ReleaseResult let_out(const GatedBuild& build, const BuildCommand& command, BuildOutcome& outcome);

// The images of builds that are made only to be looked at, removed at the end of the object's life on every
// path.
class SpareImages {
 public:
  // Before docker runs: notes which untagged images there are. Does nothing unless `wanted`. To be made under
  // an InterruptGuard, which is to outlive it.
  SpareImages(const DockerClient& client, bool wanted);
  // Removes those that were not there before, still have no tag and are used by no container.
  ~SpareImages();
  SpareImages(const SpareImages&) = delete;
  SpareImages& operator=(const SpareImages&) = delete;

  // An id that docker gave, which may be empty.
  void add(const std::string& id);

 private:
  void remove(const std::string& id) const;

  const DockerClient& client_;
  bool wanted_;
  std::vector<std::string> untagged_before_;
  std::vector<std::string> made_;
};

}  // namespace cb21
