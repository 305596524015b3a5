// SPDX-License-Identifier: Apache-2.0
#include "commands/setup.hpp"

#include "state/store.hpp"

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace cb21 {
namespace {

std::string variable(const Environment& environment, std::string_view name) {
  return environment(name).value_or("");
}

}  // namespace

std::string own_executable() {
  std::error_code error;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : path.string();
}

bool called_as_plugin() { return std::getenv("DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND") != nullptr; }

BuildWords read_build_words(const Invocation& invocation) {
  const Environment environment = process_environment();
  SplitArguments split = split_own_options(invocation.arguments);
  BuildRequest request =
      read_build_request(invocation.global_arguments, std::move(split.docker), environment);
  OwnOptions options = read_own_options(
      split.own, environment, find_configuration_files(request, environment), process_environment_names());
  return {.request = std::move(request), .options = std::move(options)};
}

Setup set_up(const Invocation& invocation) {
  const Environment environment = process_environment();
  auto [request, options] = read_build_words(invocation);
  const std::string seen = variable(environment, "CB21_DOCKER_SEEN");
  // As a plugin cb21 was started by docker itself, which names buildx below and so cannot lead back here.
  const DockerSearch search{.configured = options.docker,
                            .path = variable(environment, "PATH"),
                            .seen = called_as_plugin() ? std::string() : seen,
                            .self = own_executable()};
  DockerClient client(find_docker(search), request.global_arguments);
  std::string state_directory = options.state_dir.value_or(default_state_directory());
  return {.request = std::move(request),
          .options = std::move(options),
          .client = std::move(client),
          .state_directory = std::move(state_directory),
          .nested = !seen.empty()};
}

}  // namespace cb21
