// SPDX-License-Identifier: Apache-2.0
#include "commands/history_keeping.hpp"

#include "error.hpp"

#include <chrono>
#include <string>

namespace cb21 {
namespace {

std::int64_t seconds_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

PastBuild past_build(const Assessment& assessment, const BuildOutcome& outcome, BuildEnd end) {
  PastBuild build{.ended_at = seconds_now(),
                  .decision = assessment.decision.freshness,
                  .kind = outcome.kind,
                  .end = end,
                  .scan_milliseconds = assessment.scan_milliseconds,
                  .docker_milliseconds = outcome.docker_milliseconds,
                  .verify_milliseconds = outcome.verify_milliseconds,
                  .total_milliseconds = outcome.total_milliseconds,
                  .reason = {},
                  .changes = {},
                  .more_changes = 0};
  explain_by(build, assessment.decision.reasons, assessment.decision.changes);
  return build;
}

// Builds from standard input have nothing to tell them apart by.
bool is_a_project(const ProjectIdentity& identity) {
  return !identity.context.empty() && identity.context != "-";
}

}  // namespace

BuildEnd end_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::verified:
      return BuildEnd::verified;
    case Verdict::unverified:
      return BuildEnd::unverified;
    case Verdict::blocked:
      return BuildEnd::blocked;
    case Verdict::not_built:
      break;
  }
  return BuildEnd::failed;
}

void note_build(const Console& console,
                Store& store,
                const Assessment& assessment,
                const BuildOutcome& outcome,
                BuildEnd end) {
  // Of a store in trouble the decision has told already.
  if (!store.trouble().empty() || !is_a_project(assessment.identity)) return;
  try {
    store.add_to_history(assessment.identity, past_build(assessment, outcome, end));
  } catch (const Error& error) {
    console.say(std::string("this build is not in the history: ") + error.what());
  }
}

}  // namespace cb21
