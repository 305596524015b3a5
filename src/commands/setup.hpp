// SPDX-License-Identifier: Apache-2.0
// What every command that speaks of a build needs first: the request, the options, and the docker to ask.
#pragma once

#include "cli/build_request.hpp"
#include "cli/invocation.hpp"
#include "cli/own_options.hpp"
#include "docker/client.hpp"

#include <string>

namespace cb21 {

struct Setup {
  BuildRequest request;
  OwnOptions options;
  DockerClient client;
  std::string state_directory;
  bool nested = false;  // a docker that cb21 ran led back to cb21: only forward
};

// What the words ask for; no docker is looked for.
struct BuildWords {
  BuildRequest request;
  OwnOptions options;
};

// Throws Error(usage) for bad options.
BuildWords read_build_words(const Invocation& invocation);

// Throws Error(usage) for bad options, for one without its prefix that docker does not know either, and
// Error(no_docker) where there is no docker.
Setup set_up(const Invocation& invocation);

// Throws Error(usage) where the recursion guard is set though no cb21 is among the processes that led here,
// and nothing may pass unverified.
void refuse_forged_guard(const Setup& setup);

// The file that runs, with links resolved; empty where /proc is missing.
std::string own_executable();

// Docker itself started cb21, as a CLI plugin.
bool called_as_plugin();

}  // namespace cb21
