// SPDX-License-Identifier: Apache-2.0
#include "commands/announcement.hpp"

#include "cli/docker_flags.hpp"

#include <string>

namespace cb21 {

void introduce(const Setup& setup) {
  const auto& words = setup.request.arguments;
  if (setup.nested || (!words.empty() && !parse_leniently(words).is_set("help"))) return;
  const Console console(false);
  console.say("docker build that cannot hand out a stale Rust binary; what follows is docker's own answer");
  console.say("`cb21 help` lists the verbs, and the options, which all begin with --cb21-");
}

void announce(const Console& console,
              const Setup& setup,
              const Assessment& assessment,
              const Distrust& distrust) {
  for (const std::string& warning : setup.options.warnings) console.warn(warning);
  console.say(decision_line(assessment, distrust.means));
  if (!setup.options.explain) return;
  for (const std::string& line : explanation(assessment)) console.say(line);
}

void tell_verdict(const Console& console, const BuildOutcome& outcome, ToldBefore& told) {
  if (!outcome.verification.shown.empty()) console.say("the image printed:\n" + outcome.verification.shown);
  const std::string line = verdict_line(outcome);
  switch (outcome.verification.verdict) {
    case Verdict::verified:
      console.good(line);
      break;
    case Verdict::unverified:
      console.warn(line);
      break;
    case Verdict::blocked:
      console.fail(line);
      break;
    case Verdict::not_built:
      console.say(line);
      break;
  }
  // An image that was known already was not looked into.
  if (outcome.verification.artifacts.empty()) return;
  for (const std::string& sentence : told.news("open", open_questions(outcome))) console.warn(sentence);
  for (const std::string& note : told.news("note", chain_notes(outcome))) console.say(note);
}

void tell_release(const Console& console, const Gate& gate, const ReleaseResult& released) {
  if (!gate.leak.empty()) console.warn("not held back for the proof: " + gate.leak);
  if (!released.trouble.empty()) console.fail(released.trouble);
}

}  // namespace cb21
