// SPDX-License-Identifier: Apache-2.0
// cb21 audit: takes an image that was built before, compiles its sources once more, and compares the bytes.
#include "commands/assessment.hpp"
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "commands/distrust.hpp"
#include "commands/foreign_build.hpp"
#include "commands/probed_file.hpp"
#include "commands/recompile.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "commands/verification.hpp"
#include "docker/temporary_container.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <string>
#include <utility>

namespace cb21 {
namespace {

// What -t names, else what was verified last.
std::string audited_reference(const Setup& setup, const Assessment& assessment) {
  if (!setup.request.tags.empty()) return setup.request.tags.front();
  const Record* record = assessment.record();
  if (record != nullptr && !record->image_id.empty()) return record->image_id;
  throw Error("which image? no verified image of this build is remembered: name it with -t", ExitCode::usage);
}

ImageFacts audited_image(const Setup& setup, const Assessment& assessment) {
  const std::string reference = audited_reference(setup, assessment);
  auto image = setup.client.inspect_image(reference);
  if (!image) throw Error("there is no image " + escape(reference) + " in the local store", ExitCode::usage);
  return std::move(*image);
}

// Where the sources moved on since, the image cannot be theirs, whatever docker did.
void announce(const Console& console, const Assessment& assessment, const ImageFacts& image) {
  console.say("compiling again, to compare with " + escape(image.id));
  const Record* record = assessment.record();
  const bool remembered = record != nullptr && record->image_id == image.id;
  if (!remembered || assessment.decision.reasons.empty()) return;
  console.warn("since the image was verified: " + reason_line(assessment.decision.reasons.front()));
}

Proof prove(const Setup& setup, const Assessment& assessment, const ImageFacts& image) {
  Distrust distrust = plan_distrust(setup, assessment);
  // The layers of the build that is audited are to be met again.
  distrust.prune_everything = false;
  carry_out(setup, assessment, distrust);
  const Progress progress("compiling the project's crates again");
  return prove_recompiled(setup, assessment, distrust.changes, image);
}

// Only --cb21-verify=required makes a block of what could not be found out; off would leave nothing to do.
Verdict judge_audit(const Setup& setup, const Proof& proof) {
  const bool required = setup.options.verify == VerifyMode::required;
  return judge({proof}, required ? VerifyMode::required : VerifyMode::automatic);
}

int tell(const Console& console, const BuildOutcome& outcome) {
  const std::string line = verdict_line(outcome);
  switch (outcome.verification.verdict) {
    case Verdict::verified:
      console.good(line);
      return static_cast<int>(ExitCode::success);
    case Verdict::blocked:
      console.fail(line);
      return static_cast<int>(ExitCode::blocked);
    case Verdict::unverified:
    case Verdict::not_built:
      break;
  }
  console.warn(line);
  return static_cast<int>(ExitCode::success);
}

// An image that was refuted must not be met as verified again.
void disown(const Console& console, const Setup& setup, const ProjectIdentity& identity) {
  try {
    Store(setup.state_directory, StoreUse::build).disown(identity);
  } catch (const Error& error) {
    console.warn(std::string("the record of this image could not be removed: ") + error.what() +
                 "; run cb21 forget");
  }
}

}  // namespace

int run_audit(const Invocation& invocation) {
  Setup setup = set_up(invocation);
  if (setup.request.context_kind == ContextKind::missing) {
    throw Error("which build? give the arguments of docker build, at least its context: cb21 audit -t NAME .",
                ExitCode::usage);
  }
  if (setup.options.report) require_writable_report(*setup.options.report);
  const Console console(setup.request.quiet);
  if (is_foreign(setup)) {
    console.say(foreign_sentence() + "; there is nothing to compile again");
    return 0;
  }
  Store store(setup.state_directory, StoreUse::look);
  if (!store.trouble().empty()) setup.state_directory.clear();
  const Assessment assessment = assess(setup, store);
  const ImageFacts image = audited_image(setup, assessment);
  announce(console, assessment, image);

  const InterruptGuard guard;
  BuildOutcome outcome;
  outcome.image_id = image.id;
  outcome.verification.proofs = {prove(setup, assessment, image)};
  outcome.verification.verdict = judge_audit(setup, outcome.verification.proofs.front());
  if (const int number = InterruptGuard::pending(); number != 0) exit_like({.code = 0, .signal = number});
  if (outcome.verification.verdict == Verdict::blocked) disown(console, setup, assessment.identity);
  if (setup.options.report) write_report(*setup.options.report, report_json(setup, assessment, outcome));
  return tell(console, outcome);
}

}  // namespace cb21
