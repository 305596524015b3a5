// SPDX-License-Identifier: Apache-2.0
// What waits for the proof: tags, pushes and exported files. Decided before docker runs, from the arguments
// and the builder alone.
//
// Observed on Docker 20.10 (own client, classic) and 26.1 with buildx 0.13.1: with the docker driver --push,
// type=registry and type=image,push=true leave the image in the local store under its names too, so that
// `docker tag` and `docker push` of the proved image do the same. Files on disk can only come from docker's
// build: there the user's own words run a second time, from the cache.
#pragma once

#include "cli/image_reference.hpp"
#include "commands/assessment.hpp"
#include "commands/setup.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct Gate {
  // What docker is asked first: the user's request where nothing waits, else without what waits.
  BuildRequest request;
  std::vector<ImageReference> names;  // given to the proved image in this order
  bool push = false;                  // and pushed under each of them
  bool rerun = false;                 // the user's own words are built once more, from the cache
  // Why something gets out before it is proved: a sentence, which says what to do. Empty where nothing does.
  std::string leak;

  bool waits() const { return rerun || !names.empty(); }
};

struct GateFacts {
  VerifyMode verify = VerifyMode::automatic;
  BuilderFacts builder;
  // There is something to prove: the Dockerfile compiles with cargo, the user named what to look for, or
  // nothing unproved may pass.
  bool worth_two_builds = false;
};

Gate plan_gate(const BuildRequest& request, const GateFacts& facts);
Gate plan_gate(const Setup& setup, const Assessment& assessment);

// Something would get out that cannot wait, and nothing unproved may: docker must not be run.
bool must_refuse(const Setup& setup, const Gate& gate);

// Whether docker can be given the user's words a second time and will read the same: not where standard input
// or a remote context is in them.
bool can_build_again(const BuildRequest& request);

// "no tag was moved", ...: what a blocked build kept back; empty where nothing waited.
std::string withheld(const Gate& gate);

// For a dry run: "docker tag ID hello:1", ...
std::vector<std::string> steps_after_proof(const Gate& gate);

}  // namespace cb21
