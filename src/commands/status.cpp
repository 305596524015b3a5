// SPDX-License-Identifier: Apache-2.0
// cb21 status: decides and explains without building. cb21 why: the same in full, with every file that moved.
#include "commands/assessment.hpp"
#include "commands/commands.hpp"
#include "commands/distrust.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "error.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace cb21 {
namespace {

// --json is the verb's own word, not docker's.
struct StatusInvocation {
  Invocation build;
  bool as_json;
};

StatusInvocation take_json_switch(Invocation invocation) {
  const bool as_json = std::erase(invocation.arguments, "--json") > 0;
  return {.build = std::move(invocation), .as_json = as_json};
}

Assessment assess_for(const Setup& setup) {
  if (setup.request.context_kind == ContextKind::missing) {
    throw Error("which build? give the arguments of docker build, at least its context: cb21 status .",
                ExitCode::usage);
  }
  Store store(setup.state_directory, StoreUse::look);
  return assess(setup, store);
}

}  // namespace

int run_status(const Invocation& invocation) {
  const StatusInvocation status = take_json_switch(invocation);
  const Setup setup = set_up(status.build);
  const Assessment assessment = assess_for(setup);
  if (status.as_json) {
    std::cout << boost::json::serialize(status_json(assessment)) << '\n';
    return 0;
  }
  std::cout << decision_line(assessment, plan_distrust(setup, assessment).means) << '\n';
  for (const Reason& reason : assessment.decision.reasons) std::cout << "  " << reason_line(reason) << '\n';
  return 0;
}

int run_why(const Invocation& invocation) {
  const Setup setup = set_up(invocation);
  const Assessment assessment = assess_for(setup);
  std::cout << decision_line(assessment, plan_distrust(setup, assessment).means) << '\n';
  for (const std::string& line : explanation(assessment)) std::cout << "  " << line << '\n';
  return 0;
}

}  // namespace cb21
