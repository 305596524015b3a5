// SPDX-License-Identifier: Apache-2.0
// The directories and files docker will read for one build, found as docker finds them.
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/ignore_rules.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {

// What the command line says about inputs, in this layer's own words.
struct ContextArguments {
  std::optional<std::string>
      directory;  // the local context as typed; absent when it is not a local directory
  std::optional<std::string> dockerfile;                   // -f as typed
  std::vector<std::pair<std::string, std::string>> named;  // --build-context name=value
  std::vector<std::pair<std::string, std::string>> build_args;
  Builder builder = Builder::buildkit;
};

// One local directory that docker sends.
struct ContextRoot {
  std::string name;  // empty for the main context, else the named context's
  std::string path;  // real path
  IgnoreRules rules;
};

struct BuildContext {
  std::vector<ContextRoot> roots;  // the main one first; empty when it is not visible
  std::optional<std::string>
      dockerfile_path;  // as docker opens it (not resolved); absent for standard input or when not found
  std::optional<std::string> ignore_file;  // the one in force
  std::optional<Dockerfile> dockerfile;    // parsed; absent where its text is not visible
  std::string dockerfile_text;
  Builder builder = Builder::buildkit;
  std::vector<std::string> not_visible;  // a sentence for each input that cannot be seen (remote, stdin, a
                                         // piped Dockerfile, bad ignore file)
};

// Never throws for the user's input: what cannot be seen is said in not_visible. -f is relative to the
// current directory; the default is DIR/Dockerfile, else DIR/dockerfile. BuildKit takes
// <Dockerfile>.dockerignore first, even when empty; the classic builder only .dockerignore in the root.
BuildContext locate_build_context(const ContextArguments& arguments);

}  // namespace cb21
