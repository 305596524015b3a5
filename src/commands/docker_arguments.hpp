// SPDX-License-Identifier: Apache-2.0
// The docker command line: the user's words, byte for byte and in order, but for what distrust changes.
#pragma once

#include "cli/build_request.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// What is changed in the user's words.
struct ArgumentChanges {
  bool no_cache = false;                              // the user's cache flags give way to one --no-cache
  bool pull = false;                                  // the user's --pull gives way to one --pull
  std::optional<std::string> context;                 // stands for the positional
  std::optional<std::string> dockerfile;              // stands for -f
  std::map<std::string, std::string> named_contexts;  // stand for --build-context values, by name
  std::optional<std::string> iidfile;                 // added; only where the user gave none
  std::optional<std::string> metadata_file;           // likewise
  std::optional<std::string> source_digest;           // added as --build-arg
};

// What follows the word build. Added flags stand right behind that word, where no value and no "--" can
// swallow them.
std::vector<std::string> docker_build_arguments(const BuildRequest& request, const ArgumentChanges& changes);

// The same for one more build of the same, from the cache that the first one left: without any flag that
// distrusts it.
std::vector<std::string> repeated_build_arguments(const BuildRequest& request, ArgumentChanges changes);

}  // namespace cb21
