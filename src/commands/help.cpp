// SPDX-License-Identifier: Apache-2.0
// cb21 help, cb21 version, and what docker asks a CLI plugin.
#include "cli/own_options.hpp"
#include "commands/commands.hpp"
#include "commands/setup.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "version.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <iostream>

namespace cb21 {
namespace {

constexpr std::string_view k_usage = R"(cb21: docker build that cannot hand out a stale Rust binary

  cb21 [docker build arguments] [--cb21-OPTION ...]   build, decided by content, proved by the binary
  cb21 status [docker build arguments] [--json]       would the cache be trusted? and what builds have taken
  cb21 why [docker build arguments] [--json]          what the last builds decided by, and what one now would
  cb21 audit [docker build arguments]                 compile again: is the image made of these sources?
  cb21 check [docker build arguments | DIR]           static rules; --format text|json|sarif|github, --no-waivers, --list
  cb21 diagnose IMAGE [docker build arguments] [--json]
                                                      why does it run old code? the steps, the mechanism, its cure
  cb21 forget [docker build arguments]                drop what is remembered; the next build is uncached
  cb21 init [DIR] [--dev] [--ci github|gitlab] [--make] [--docs] [--print]
                                                      write cb21.conf and files that build by the rule
  cb21 prune --context | --all [--builder NAME]       empty the builder's cache: of synced contexts, or all
  cb21 verify IMAGE... [--running CONTAINER] [--marker TEXT] [--binary PATH] [--against DIR] [--receipt FILE] [--json]
                                                      the release gate: exit 0 only where something was proved
  cb21 version | help                                 also --version and -v; --help is docker's own of build

Options (also CB21_NAME in the environment, and `name = value` in cb21.conf):
)";

constexpr std::string_view k_exit_codes = R"(
Exit codes: docker's own whenever docker fails; 120 blocked, the binary failed verification; 121 blocked, the
check found errors; 122 bad options or configuration; 123 cb21 could not do its work; 127 no docker CLI was found.
)";

// "/usr/bin/docker: Docker version 20.10.24, build 297e128", or why there is none. No engine is asked.
std::string docker_in_use() {
  constexpr int k_timeout_ms = 20'000;
  try {
    const DockerClient client = set_up({}).client;
    Command question = client.command({});
    question.arguments = {"--version"};
    CaptureOptions options;
    options.timeout_ms = k_timeout_ms;
    const std::string answer = run_captured(question, options).out;
    const std::string first_line = answer.substr(0, answer.find('\n'));
    return escape(client.program()) + ": " +
           (first_line.empty() ? "it does not tell its version" : escape(first_line));
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

int run_help() {
  std::cout << k_usage;
  for (const OwnOption& option : own_option_table()) {
    const std::string left =
        fmt::format("--cb21-{}{}{}", option.name, option.value.empty() ? "" : " ", option.value);
    std::cout << fmt::format("  {:<44}{}{}\n", left, option.help, option.repeatable ? " (repeatable)" : "");
  }
  std::cout << k_exit_codes;
  return 0;
}

int run_version() {
  std::cout << "cb21 " << version();
  if (!commit().empty()) std::cout << " (commit " << commit() << ')';
  std::cout << "\ndocker: " << docker_in_use() << '\n';
  return 0;
}

// docker/cli cli-plugins/metadata; docker before 28.4 takes no other SchemaVersion.
int run_plugin_metadata() {
  const boost::json::object metadata{
      {"SchemaVersion", "0.1.0"},
      {"Vendor", "cb21"},
      {"Version", version()},
      {"ShortDescription", "docker build that cannot hand out a stale Rust binary"}};
  std::cout << boost::json::serialize(metadata) << '\n';
  return 0;
}

}  // namespace cb21
