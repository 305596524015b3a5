// SPDX-License-Identifier: Apache-2.0
#include "commands/setup.hpp"

#include "cli/option_values.hpp"
#include "error.hpp"
#include "state/store.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

std::string variable(const Environment& environment, std::string_view name) {
  return environment(name).value_or("");
}

bool docker_has_flag(const DockerClient& client, const std::string& flag) {
  constexpr int k_timeout_ms = 20'000;
  CaptureOptions options;
  options.timeout_ms = k_timeout_ms;
  return run_captured(client.command({"build", "--help"}), options).out.find(' ' + flag + ' ') !=
         std::string::npos;
}

// An own option that lacks its prefix. What a newer docker has under that name is docker's.
void refuse_options_without_prefix(const BuildRequest& request, const DockerClient& client) {
  static constexpr std::string_view k_dashes = "--";
  const auto found = std::ranges::find_if(request.unknown_flags, [](const std::string& flag) {
    return flag.starts_with(k_dashes) &&
           find_own_option(std::string_view(flag).substr(k_dashes.size())) != nullptr;
  });
  if (found == request.unknown_flags.end() || docker_has_flag(client, *found)) return;
  throw Error("docker build has no " + *found + ", and cb21's own options begin with --cb21-: write --cb21-" +
                  found->substr(k_dashes.size()),
              ExitCode::usage);
}

// The parent of a process, from the fourth field of /proc/PID/stat: the second may hold spaces and
// parentheses.
long parent_of(long process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::size_t end = text.rfind(')');
  if (end == std::string::npos) return 0;
  std::istringstream rest(text.substr(end + 1));
  std::string state;
  long parent = 0;
  rest >> state >> parent;
  return rest ? parent : 0;
}

// Whether one of the processes that led to this one is cb21 too: the variable alone can be set by anybody.
bool is_run_by_cb21() {
  const std::string own = own_executable();
  if (own.empty()) return true;
  for (long process = parent_of(getpid()); process > 1; process = parent_of(process)) {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/" + std::to_string(process) + "/exe", error);
    if (!error && program == own) return true;
  }
  return false;
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

void refuse_forged_guard(const Setup& setup) {
  const OwnOptions& options = setup.options;
  const bool binding = options.profile == Profile::production || options.verify == VerifyMode::required;
  if (!setup.nested || !binding || is_run_by_cb21()) return;
  throw Error(
      "CB21_DOCKER_SEEN is set, which says that cb21 runs this docker, but no cb21 does: unset it, for "
      "nothing "
      "would be verified",
      ExitCode::usage);
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
  if (seen.empty() && !options.off) refuse_options_without_prefix(request, client);
  std::string state_directory = options.state_dir.value_or(default_state_directory());
  return {.request = std::move(request),
          .options = std::move(options),
          .client = std::move(client),
          .state_directory = std::move(state_directory),
          .nested = !seen.empty()};
}

}  // namespace cb21
