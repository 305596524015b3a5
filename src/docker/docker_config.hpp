// SPDX-License-Identifier: Apache-2.0
// What the global flags, the environment and docker's configuration folder say about where docker will work,
// read the way docker reads them (docker/cli cli/command/cli.go resolveContextName, cli-plugins/manager). A
// damaged file counts as absent: docker itself will say so.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct DockerConfig {
  std::string directory;                        // --config, DOCKER_CONFIG or ~/.docker
  std::string context;                          // the docker context's name, "default" where there is none
  std::string host;                             // the engine's address; empty for a context that is not there
  std::vector<std::string> plugin_directories;  // first hit wins
  std::string builder_alias;                    // the plugin that `docker build` is an alias for, if any

  // The address, after the context's name where it has one.
  std::string endpoint() const;
};

DockerConfig read_docker_config(const std::vector<std::string>& global_arguments);

// The builder that `docker buildx use` chose, else the docker context's (docker/buildx store/store.go
// Current). Applies only to `docker buildx …` and under a builder alias: plain `docker build` names the
// docker context's. Nothing where `use --default` may have chosen it: buildx keeps those under hashes of the
// contexts.
std::optional<std::string> chosen_builder(const DockerConfig& config);

// Whether `docker buildx create` made a builder of that name.
bool has_builder_instance(const DockerConfig& config, const std::string& name);

}  // namespace cb21
