// SPDX-License-Identifier: Apache-2.0
#include "cli/docker_flags.hpp"
#include "commands/commands.hpp"
#include "commands/setup.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

namespace cb21 {
namespace {

// The commands that cb21 calls docker with.
constexpr std::array<std::string_view, 14> k_commands{"build",
                                                      "builder",
                                                      "buildx",
                                                      "container",
                                                      "context",
                                                      "cp",
                                                      "create",
                                                      "image",
                                                      "push",
                                                      "rm",
                                                      "run",
                                                      "system",
                                                      "tag",
                                                      "version"};

// The last docker that a cb21 before this one chose; empty if there was none.
std::string chosen_docker() {
  const char* seen = std::getenv("CB21_DOCKER_SEEN");
  const std::string list = seen == nullptr ? "" : seen;
  return list.substr(list.rfind(':') + 1);
}

// A script may have taken the word build away and left build's own arguments.
bool begins_with_command(std::span<const std::string> words) {
  if (words.size() == 1) return words.front() == "--version";
  const ParsedArguments parsed = parse_arguments(words, FlagSet::global);
  return !parsed.error && !parsed.positionals.empty() &&
         std::ranges::find(k_commands, parsed.positionals.front().text) != k_commands.end();
}

}  // namespace

bool taken_for_docker(const std::vector<std::string>& argv) {
  const std::string chosen = chosen_docker();
  if (chosen.empty() || argv.empty() || called_as_plugin()) return false;
  return chosen == own_executable() || begins_with_command(std::span(argv).subspan(1));
}

int run_relay(const std::vector<std::string>& argv) {
  const Setup setup = set_up({});
  replace_process(setup.client.command({argv.begin() + 1, argv.end()}));
}

}  // namespace cb21
