// SPDX-License-Identifier: Apache-2.0
// cb21 prune: empties the cache of the builder that would build, of synced contexts or of everything.
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "commands/docker_run.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "docker/cache_prune.hpp"
#include "docker/docker_config.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <algorithm>
#include <iostream>
#include <span>
#include <string>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

// No default: nobody is to lose a cache by leaving a word out.
PruneScope take_scope(Words& words) {
  const bool contexts = std::erase(words, "--context") > 0;
  const bool everything = std::erase(words, "--all") > 0;
  if (contexts != everything) return everything ? PruneScope::everything : PruneScope::synced_contexts;
  throw Error(
      "what is to be pruned? give one of --context (the copies that BuildKit keeps of contexts: the next "
      "build sends everything, its layers stay cached) and --all (the builder's whole cache, every "
      "project's)",
      ExitCode::usage);
}

// Docker's words of a build would mean nothing here, and -f something else.
void require_only_builder(std::span<const std::string> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--builder" && i + 1 < words.size()) {
      ++i;
    } else if (!words[i].starts_with("--builder=")) {
      throw Error("cb21 prune takes no " + escape(words[i]) +
                      ", only --context or --all, and --builder NAME where another builder is meant",
                  ExitCode::usage);
    }
  }
}

std::string named(const BuilderFacts& builder) {
  const std::string engine = "the engine at " + escape(builder.endpoint);
  return builder.through_buildx ? "builder " + escape(builder.name) + ", " + engine : engine;
}

PruneResult prune_visibly(const Setup& setup, const BuilderFacts& builder, PruneScope scope) {
  const Progress progress("pruning");
  return prune(setup.client, builder, scope);
}

int tell_result(const BuilderFacts& builder, PruneScope scope, const PruneResult& result) {
  const bool contexts = scope == PruneScope::synced_contexts;
  if (!result.reclaimed.empty())
    std::cout << "reclaimed " << result.reclaimed << (contexts ? " of synced contexts: " : ": ")
              << named(builder) << '\n';
  if (result.worked) return 0;
  Console(false).fail(result.detail);
  if (result.status.signal != 0) exit_like(result.status);
  return result.status.code != 0 ? result.status.code : static_cast<int>(ExitCode::failed);
}

// The classic builder is sent every file of every build.
int tell_of_classic(PruneScope scope) {
  if (scope == PruneScope::synced_contexts) {
    std::cout << "nothing to prune: the classic builder keeps no synced contexts, every build sends it every "
                 "file\n";
    return 0;
  }
  throw Error(
      "nothing was pruned: the classic builder keeps its cache in its images, which no prune of the builder "
      "touches; build with --no-cache, as cb21 does");
}

// Where cb21's plugin stands for docker's builder, `docker builder prune` arrives in the same words.
bool is_dockers_own(const Invocation& invocation) {
  const auto& words = invocation.arguments;
  return called_as_plugin() && std::find(words.begin(), words.end(), "--context") == words.end() &&
         read_docker_config(invocation.global_arguments).builder_alias == "cb21";
}

int hand_over(Invocation invocation) {
  invocation.arguments.insert(invocation.arguments.begin(), "prune");
  return run_pass_through(invocation);
}

}  // namespace

int run_prune(const Invocation& invocation) {
  if (is_dockers_own(invocation)) return hand_over(invocation);
  if (invocation.arguments == Words{"--help"} || invocation.arguments == Words{"-h"}) return run_help();
  Invocation rest = invocation;
  const PruneScope scope = take_scope(rest.arguments);
  const Setup setup = set_up(rest);
  require_only_builder(setup.request.arguments);
  const BuilderFacts builder =
      setup.client.builder_facts({.builder = setup.request.builder, .cache_directory = ""});
  if (builder.kind == BuilderFacts::Kind::classic) return tell_of_classic(scope);
  if (setup.options.dry_run) {
    std::cout << "would run: " << shell_line(argv_of(prune_command(setup.client, builder, scope))) << '\n';
    return 0;
  }
  return tell_result(builder, scope, prune_visibly(setup, builder, scope));
}

}  // namespace cb21
