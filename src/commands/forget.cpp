// SPDX-License-Identifier: Apache-2.0
// cb21 forget: drops what is remembered of a build, so that the next one is uncached.
#include "commands/assessment.hpp"
#include "commands/commands.hpp"
#include "commands/setup.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <iostream>

namespace cb21 {

int run_forget(const Invocation& invocation) {
  const Setup setup = set_up(invocation);
  if (setup.request.context_kind == ContextKind::missing) {
    throw Error("which build? give the arguments of docker build, at least its context: cb21 forget .",
                ExitCode::usage);
  }
  Store store(setup.state_directory, StoreUse::look);
  if (!store.trouble().empty()) throw Error(store.trouble());
  const Assessment assessment = assess(setup, store);
  const bool anything = store.forget(assessment.identity);
  std::cout << (anything ? "forgotten: " : "nothing was remembered of ")
            << escape(assessment.identity.context) << '\n';
  return 0;
}

}  // namespace cb21
