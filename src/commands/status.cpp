// SPDX-License-Identifier: Apache-2.0
// cb21 status: decides and explains without building, and tells what builds have taken. cb21 why: what the
// last builds decided by, then the decision of now in full, with every file that moved.
#include "commands/assessment.hpp"
#include "commands/commands.hpp"
#include "commands/distrust.hpp"
#include "commands/foreign_build.hpp"
#include "commands/history_report.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "error.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

struct Look {
  Assessment assessment;
  BuildHistory history;
  bool foreign = false;  // there is no more to say than the one reason
};

Look look(const Setup& setup, std::string_view verb) {
  if (setup.request.context_kind == ContextKind::missing) {
    throw Error("which build? give the arguments of docker build, at least its context: cb21 " +
                    std::string(verb) + " .",
                ExitCode::usage);
  }
  if (is_foreign(setup)) return {.assessment = foreign_assessment(setup), .history = {}, .foreign = true};
  Store store(setup.state_directory, StoreUse::look);
  Assessment assessment = assess(setup, store);
  BuildHistory history = store.history(assessment.identity);
  return {.assessment = std::move(assessment), .history = std::move(history)};
}

// Why strategy precise has nothing to offer here.
std::optional<std::string> obstacle(const Setup& setup, const Assessment& assessment) {
  if (setup.options.profile == Profile::production) return "the production profile never uses the cache";
  return obstacle_to_precise(setup, assessment);
}

int say_foreign() {
  std::cout << foreign_sentence() << '\n';
  return 0;
}

int print_json(const boost::json::object& object) {
  std::cout << boost::json::serialize(object) << '\n';
  return 0;
}

boost::json::object why_json(const Look& seen) {
  const Decision& decision = seen.assessment.decision;
  return {{"decision", freshness_name(decision.freshness)},
          {"reasons", reasons_json(decision)},
          {"changes", changes_json(decision.changes)},
          {"history", history_json(seen.history)}};
}

}  // namespace

int run_status(const Invocation& invocation) {
  const StatusInvocation status = take_json_switch(invocation);
  const Setup setup = set_up(status.build);
  const auto [assessment, history, foreign] = look(setup, "status");
  if (foreign && !status.as_json) return say_foreign();
  const Performance performance = measure_performance(history);
  if (status.as_json) {
    boost::json::object answer = status_json(assessment);
    answer["performance"] = performance_json(performance, obstacle(setup, assessment));
    return print_json(answer);
  }
  std::cout << decision_line(assessment, plan_distrust(setup, assessment).means) << '\n';
  for (const Reason& reason : assessment.decision.reasons) std::cout << "  " << reason_line(reason) << '\n';
  for (const std::string& line : performance_lines(performance, obstacle(setup, assessment)))
    std::cout << line << '\n';
  return 0;
}

int run_why(const Invocation& invocation) {
  const StatusInvocation why = take_json_switch(invocation);
  const Setup setup = set_up(why.build);
  const Look seen = look(setup, "why");
  if (why.as_json) return print_json(why_json(seen));
  if (seen.foreign) return say_foreign();
  for (const PastBuild& build : seen.history) {
    for (const std::string& line : past_build_lines(build)) std::cout << line << '\n';
  }
  std::cout << "now: " << decision_line(seen.assessment, plan_distrust(setup, seen.assessment).means) << '\n';
  for (const std::string& line : explanation(seen.assessment)) std::cout << "  " << line << '\n';
  return 0;
}

}  // namespace cb21
