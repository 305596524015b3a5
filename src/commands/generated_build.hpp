// SPDX-License-Identifier: Apache-2.0
// A build of stages that cb21 made from the user's Dockerfile, to look into the layers of the build that just
// ended: the same builder, the same isolated contexts, the same arguments that decide what a step does
// (--build-arg, --secret, --ssh, --network, ...). No cache flags, so that what was built comes from the
// cache; no tags: the result is a tar stream (`--output type=tar,dest=-`; the classic builder makes an image,
// which is exported and removed).
#pragma once

#include "commands/assessment.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct GeneratedStages {
  std::string dockerfile;                        // the whole text
  std::string target;                            // the stage whose files are wanted
  std::optional<int> timeout_ms = std::nullopt;  // docker is ended then, and did not build it
};

// Why no such build is possible for this one: a context or Dockerfile on standard input; empty where it is.
std::string obstacle_to_generated_build(const Setup& setup, const Assessment& assessment);

// Streams the stage's files to `consume` in chunks; false ends it early. `changes` are those of the build
// that ended: its contexts are taken from them. Returns an empty string, or a sentence with docker's last
// words where docker did not build it: what was consumed by then is not the stage. Throws Error where no
// temporary file can be written.
std::string stream_generated_build(const Setup& setup,
                                   const Assessment& assessment,
                                   const ArgumentChanges& changes,
                                   const GeneratedStages& stages,
                                   const std::function<bool(std::string_view)>& consume);

// The arguments of that build, after the word build; `dockerfile` is the path of the generated one.
std::vector<std::string> generated_build_arguments(const BuildRequest& request,
                                                   BuilderFacts::Kind builder,
                                                   const ArgumentChanges& changes,
                                                   const std::string& dockerfile,
                                                   const std::string& target);

}  // namespace cb21
