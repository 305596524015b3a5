// SPDX-License-Identifier: Apache-2.0
// What the user asked docker to build. Learned from the arguments; the arguments themselves stay as they were
// typed.
#pragma once

#include "cli/environment.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {

enum class ContextKind {
  directory,  // an existing local directory
  stdin_,     // "-"  NOLINT(readability-identifier-naming): stdin is a macro
  remote,     // git or http(s)
  missing,    // no positional, several, or nothing that docker would accept: docker will say so
};

struct BuildRequest {
  std::vector<std::string> global_arguments;  // docker's global flags, as typed before the command
  std::vector<std::string> arguments;  // what docker gets after the word build, as typed, without cb21's own

  ContextKind context_kind = ContextKind::missing;
  std::string context;                      // the positional as typed
  std::optional<std::size_t> context_word;  // its index in `arguments`
  std::optional<std::string> dockerfile;    // -f as typed, absent when empty; "-" is standard input
  std::string target;                       // --target, empty for the last stage
  std::vector<std::string> tags;            // -t
  std::vector<std::string> platforms;       // --platform, one entry a platform, else DOCKER_DEFAULT_PLATFORM
  std::optional<std::string> builder;       // --builder, else BUILDX_BUILDER
  std::vector<std::string> outputs;         // -o/--output as typed
  std::vector<std::pair<std::string, std::string>> build_contexts;  // --build-context name=value
  std::vector<std::pair<std::string, std::string>> build_args;  // --build-arg, resolved from the environment
  std::vector<std::string> cache_from;
  bool no_cache =
      false;  // --no-cache is on, or a --no-cache-filter that names nothing and so means everything
  std::vector<std::string> no_cache_filters;  // --no-cache-filter, one entry a stage
  bool pull = false;
  bool push = false;
  bool load = false;
  bool quiet = false;
  std::optional<std::string> iidfile;
  std::optional<std::string> metadata_file;
  std::optional<std::string> progress;

  std::vector<std::string> unknown_flags;
  // --help, --check, a --call or --print other than build, or arguments that docker will refuse: nothing gets
  // built, so cb21 only forwards. An unknown flag does not count: a newer docker may know it.
  bool builds_nothing = false;
};

// The arguments with cb21's own options taken out, and those options as `--cb21-name=value` words. One that
// lacks its value or that cb21 does not know stays as typed, for read_own_options to refuse.
struct SplitArguments {
  std::vector<std::string> docker;
  std::vector<std::string> own;
};

SplitArguments split_own_options(std::span<const std::string> arguments);

// `arguments` are what follows the word build, without own options. Reads the file system only to tell a
// directory from a URL, relative to the current directory, as docker does (docker/cli
// build/context_detect.go, buildx build/opt.go loadInputs).
BuildRequest read_build_request(std::vector<std::string> global_arguments,
                                std::vector<std::string> arguments,
                                const Environment& environment);

// `arguments` with every --no-cache and --no-cache-filter removed (docker refuses the mix), whichever way
// they were written; clusters such as -q are left alone.
std::vector<std::string> without_cache_flags(std::span<const std::string> arguments);

}  // namespace cb21
