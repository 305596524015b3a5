// SPDX-License-Identifier: Apache-2.0
// What docker hands to an alias of its builder command and what is not a build: buildx gets it, unchanged.
#include "commands/commands.hpp"
#include "commands/setup.hpp"

namespace cb21 {

int run_pass_through(const Invocation& invocation) {
  const Setup setup =
      set_up({.verb = invocation.verb, .global_arguments = invocation.global_arguments, .arguments = {}});
  std::vector<std::string> words{"buildx"};
  words.insert(words.end(), invocation.arguments.begin(), invocation.arguments.end());
  replace_process(setup.client.command(std::move(words)));
}

}  // namespace cb21
