// SPDX-License-Identifier: Apache-2.0
#include "commands/docker_command.hpp"

#include <utility>

namespace cb21 {

// `docker build` takes the docker context's own builder, whatever `buildx use` says; `docker buildx build`
// does not (docker/cli cmd/docker/builder.go forwardBuilder).
Command docker_build_command(const Setup& setup,
                             const BuilderFacts& builder,
                             const std::vector<std::string>& build_arguments) {
  const bool by_buildx = called_as_plugin() && builder.through_buildx;
  std::vector<std::string> words =
      by_buildx ? std::vector<std::string>{"buildx", "build"} : std::vector<std::string>{"build"};
  words.insert(words.end(), build_arguments.begin(), build_arguments.end());
  Command docker = setup.client.command(std::move(words));
  if (by_buildx && !setup.request.builder) docker.environment.emplace_back("BUILDX_BUILDER", builder.name);
  return docker;
}

}  // namespace cb21
