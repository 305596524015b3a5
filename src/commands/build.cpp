// SPDX-License-Identifier: Apache-2.0
// The pipeline. Read `build` first: each stage takes values and returns one; the comments say what is fixed
// from there on.
#include "commands/announcement.hpp"
#include "commands/assessment.hpp"
#include "commands/build_check.hpp"
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "commands/distrust.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/docker_command.hpp"
#include "commands/docker_run.hpp"
#include "commands/foreign_build.hpp"
#include "commands/gate.hpp"
#include "commands/history_keeping.hpp"
#include "commands/probed_file.hpp"
#include "commands/receipt_file.hpp"
#include "commands/record_keeping.hpp"
#include "commands/release.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "commands/stopwatch.hpp"
#include "commands/verification.hpp"
#include "docker/temporary_container.hpp"
#include "error.hpp"
#include "evidence/probe_mounts.hpp"
#include "inputs/undeclared_arguments.hpp"
#include "state/running_builds.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

// A path that is not there: docker will say so. What may be an address of a kind that a newer docker knows is
// built.
bool has_no_context(const BuildRequest& request) {
  return request.context_kind == ContextKind::missing && request.context.find(':') == std::string::npos;
}

bool forwards_only(const Setup& setup) {
  return setup.nested || setup.options.off || setup.request.builds_nothing || has_no_context(setup.request);
}

Assessment assess_visibly(const Setup& setup, Store& store) {
  const Progress progress("hashing the build's inputs");
  return assess(setup, store);
}

// The sources moved while docker read them, so nobody knows what it compiled.
void doubt_moved_inputs(const Setup& setup, BuildOutcome& outcome) {
  Verification& verification = outcome.verification;
  verification.proofs.insert(verification.proofs.begin(),
                             {.name = "inputs-unmoved",
                              .result = ProofResult::inconclusive,
                              .detail = "sources changed while docker was building; build again"});
  if (verification.verdict != Verdict::verified) return;
  verification.verdict =
      setup.options.verify == VerifyMode::required ? Verdict::blocked : Verdict::unverified;
}

void write_report_if_asked(const Setup& setup, const Assessment& assessment, const BuildOutcome& outcome) {
  if (setup.options.report) write_report(*setup.options.report, report_json(setup, assessment, outcome));
}

void require_writable_files(const OwnOptions& options) {
  if (options.report) require_writable_report(*options.report);
  if (options.receipt && !options.dry_run) require_writable_receipt(*options.receipt);
}

int exit_code(const BuildOutcome& outcome) {
  const bool blocked = outcome.verification.verdict == Verdict::blocked;
  return static_cast<int>(blocked ? ExitCode::blocked : ExitCode::success);
}

ExitStatus finish_dry_run(const Setup& setup,
                          const Assessment& assessment,
                          const Gate& gate,
                          BuildOutcome outcome) {
  // Asked to print, so not quiet.
  const Console console(false);
  const Distrust distrust = plan_distrust(setup, assessment);
  announce(console, setup, assessment, distrust);
  tell_findings(console, setup, outcome.findings);
  const std::string refusal = check_refusal(setup, outcome.findings);
  if (!refusal.empty()) console.warn("would be blocked: " + refusal);
  outcome.means = distrust.means;
  outcome.docker_argv = argv_of(docker_build_command(
      setup, assessment.builder, docker_build_arguments(gate.request, distrust.changes)));
  console.say("would run: " + shell_line(outcome.docker_argv));
  for (const std::string& step : steps_after_proof(gate)) console.say("would then, if it is proved: " + step);
  if (!gate.leak.empty()) console.warn(gate.leak);
  write_report_if_asked(setup, assessment, outcome);
  return {};
}

// Docker has said why; the record stays withdrawn, and this process ends as docker ended.
ExitStatus finish_failed(const Console& console,
                         Store& store,
                         const FinishedBuild& build,
                         const ExitStatus& status) {
  note_build(console, store, build.assessment, build.outcome, BuildEnd::failed);
  try {
    write_report_if_asked(build.setup, build.assessment, build.outcome);
  } catch (const Error& error) {
    console.warn(error.what());
  }
  return status;
}

ExitStatus finish_interrupted(const Console& console, Store& store, const FinishedBuild& build) {
  const int number = InterruptGuard::pending();
  note_build(console, store, build.assessment, build.outcome, BuildEnd::interrupted);
  return {.code = 0, .signal = number};
}

// By runs that were killed while they looked into an image.
void remove_what_was_left(const Setup& setup) {
  try {
    remove_abandoned_containers(setup.client, setup.state_directory);
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): the notes stay for the next run
  }
}

// An engine behind a socket of this machine has its clock.
bool shares_clock(const BuilderFacts& builder) {
  return builder.docker_driver && builder.endpoint.find("unix://") != std::string::npos;
}

// A build before docker runs.
struct BuildStart {
  const Console& console;
  Store& store;
  const Setup& setup;
  const Assessment& assessment;
};

void note_refusal(const BuildStart& start, const BuildOutcome& outcome) {
  note_build(start.console, start.store, start.assessment, outcome, BuildEnd::blocked);
  write_report_if_asked(start.setup, start.assessment, outcome);
}

// Canon 20: what violates the rule is not built for production.
ExitStatus refuse_violations(const BuildStart& start, BuildOutcome outcome) {
  outcome.verification.verdict = Verdict::blocked;
  tell_findings(start.console, start.setup, outcome.findings);
  start.console.fail("blocked: " + check_refusal(start.setup, outcome.findings) + "; docker was not run");
  note_refusal(start, outcome);
  return {.code = static_cast<int>(ExitCode::violation), .signal = 0};
}

// What cannot wait for the proof and must not get out without one: docker is not run.
ExitStatus refuse_leak(const BuildStart& start, const Gate& gate, BuildOutcome outcome) {
  outcome.verification.verdict = Verdict::blocked;
  outcome.verification.proofs.push_back(
      {.name = "gate", .result = ProofResult::inconclusive, .detail = gate.leak});
  outcome.withheld = "docker was not run";
  ToldBefore told(start.store, start.assessment.identity);
  tell_verdict(start.console, outcome, told);
  note_refusal(start, outcome);
  return {.code = exit_code(outcome), .signal = 0};
}

void distrust_cache(const Console& console,
                    const Setup& setup,
                    const Assessment& assessment,
                    Distrust& distrust) {
  carry_out(setup, assessment, distrust);
  for (const std::string& note : distrust.notes) console.say(note);
}

// Where docker is not to be run, how the run ends.
std::optional<ExitStatus> end_before_docker(const BuildStart& start,
                                            const Gate& gate,
                                            const BuildOutcome& outcome) {
  const OwnOptions& options = start.setup.options;
  if (options.dry_run) return finish_dry_run(start.setup, start.assessment, gate, outcome);
  if (options.receipt) withdraw_receipt_file(*options.receipt);
  if (!check_refusal(start.setup, outcome.findings).empty()) return refuse_violations(start, outcome);
  if (must_refuse(start.setup, gate)) return refuse_leak(start, gate, outcome);
  return std::nullopt;
}

// Whether there is reason to build without the cache that the last build kept: told and made ready.
bool climb_if_needed(const Console& console,
                     const Setup& setup,
                     const Assessment& assessment,
                     Distrust& distrust,
                     const BuildOutcome& outcome) {
  if (InterruptGuard::pending() != 0 || outcome.inputs == InputsNow::moved) return false;
  const auto reason = reason_to_climb(setup, distrust, outcome.verification);
  if (!reason) return false;
  distrust = climb(setup, assessment, distrust);
  console.warn(*reason + ": " + distrust.means);
  distrust_cache(console, setup, assessment, distrust);
  return true;
}

struct VerifiedBuild {
  const Console& console;
  const Setup& setup;
  const Assessment& assessment;
  const Gate& gate;
  SpareImages& spare;
  const RunningBuilds& running;
};

void verify(const VerifiedBuild& build,
            const DockerRun& run,
            const Distrust& distrust,
            BuildOutcome& outcome) {
  const Setup& setup = build.setup;
  const Assessment& assessment = build.assessment;
  remove_what_was_left(setup);
  const Progress progress("looking into the built image");
  const Stopwatch time;
  outcome.image_id = run.image.id;
  outcome.verification = verify_image(setup,
                                      assessment,
                                      run.image,
                                      {.changes = distrust.changes,
                                       .began_ns = shares_clock(assessment.builder) ? run.began_ns : 0,
                                       .cache_kept = keeps_cache(distrust),
                                       .running = &build.running});
  // After a fresh decision too: docker read the files later than they were hashed.
  outcome.inputs = look_again(setup, assessment);
  if (outcome.inputs == InputsNow::moved) doubt_moved_inputs(setup, outcome);
  const Verification& found = outcome.verification;
  if (found.verdict == Verdict::verified && found.custody) outcome.origin = find_origin(setup, assessment);
  outcome.verify_milliseconds = time.milliseconds();
}

RunningBuilds note_running(const Setup& setup, const Assessment& assessment) {
  const auto& dockerfile = assessment.context.dockerfile;
  return {setup.state_directory,
          assessment.identity.builder,
          dockerfile ? cache_mount_ids(*dockerfile) : std::vector<std::string>()};
}

bool is_found_foreign(const BuildOutcome& outcome) {
  const auto& custody = outcome.verification.custody;
  return custody && custody->chain.no_rust;
}

void tell_undeclared_arguments(const Console& console,
                               const Setup& setup,
                               const Assessment& assessment,
                               ToldBefore& told) {
  const BuildContext& context = assessment.context;
  if (!context.dockerfile) return;
  const std::vector<std::string> sentences = undeclared_arguments(
      *context.dockerfile, context.dockerfile_text, setup.request.target, setup.request.build_args);
  for (const std::string& sentence : told.news("argument", sentences)) console.warn(sentence);
}

// Docker builds and the binary is the witness, rung by rung of distrust. Returns docker's end where it
// failed.
ExitStatus build_and_verify(const VerifiedBuild& build, Distrust& distrust, BuildOutcome& outcome) {
  do {
    const DockerRun run = run_docker(build.setup, build.assessment, build.gate, distrust, outcome);
    build.spare.add(run.image.id);
    if (!run.status.success() || InterruptGuard::pending() != 0) return run.status;
    verify(build, run, distrust, outcome);
  } while (climb_if_needed(build.console, build.setup, build.assessment, distrust, outcome));
  return {};
}

ExitStatus build(Setup setup) {
  const Console console(setup.request.quiet);
  BuildOutcome outcome;
  require_writable_files(setup.options);

  // What docker will read, what is remembered of it, and whether its cache may be trusted.
  Store store(setup.state_directory, setup.options.dry_run ? StoreUse::look : StoreUse::build);
  // What records cannot be trusted to is no place for links and notes either.
  if (!store.trouble().empty()) setup.state_directory.clear();
  Assessment assessment = assess_visibly(setup, store);
  const Gate gate = plan_gate(setup, assessment);
  // From here no thread is alive.
  outcome.findings = check_build(setup, assessment);
  if (const auto ended = end_before_docker({console, store, setup, assessment}, gate, outcome)) return *ended;

  // Claimed now: a run that ends before its proof must not leave a record that a later revert would meet.
  const std::optional<Ticket> ticket = claim_record(store, assessment);
  Distrust distrust = plan_distrust(setup, assessment);
  announce(console, setup, assessment, distrust);
  ToldBefore told(store, assessment.identity);
  tell_undeclared_arguments(console, setup, assessment, told);
  if (!assessment.decision.trust_cache()) tell_new_findings(console, setup, outcome.findings, told);
  if (ticket) told.keep(store, assessment.identity);
  distrust_cache(console, setup, assessment, distrust);

  const FinishedBuild finished{setup, assessment, distrust.generation, outcome};
  outcome.withheld = withheld(gate);
  // What is begun from here is cleaned up, whatever signal comes. The command line is fixed; what waits for
  // the proof is not in it.
  const InterruptGuard guard;
  SpareImages spare(setup.client, gate.rerun);
  const RunningBuilds running = note_running(setup, assessment);
  const ExitStatus built =
      build_and_verify({console, setup, assessment, gate, spare, running}, distrust, outcome);
  if (InterruptGuard::pending() != 0) return finish_interrupted(console, store, finished);
  if (!built.success()) return finish_failed(console, store, finished, built);

  // Tags, pushes and files get out now. What fails from here does not make the record wrong: it speaks of
  // sources and an image, not of names.
  const ReleaseResult released = let_out(
      {setup, assessment, gate, distrust},
      [&](const std::vector<std::string>& words) {
        return docker_build_command(setup, assessment.builder, words);
      },
      outcome);
  if (InterruptGuard::pending() != 0) return finish_interrupted(console, store, finished);

  // Commit is last.
  remember(console, store, ticket, finished);
  outcome.total_milliseconds = outcome.clock.milliseconds();
  note_build(console, store, assessment, outcome, end_of(outcome.verification.verdict));
  tell_verdict(console, outcome, told);
  if (ticket) told.keep(store, assessment.identity);
  if (is_found_foreign(outcome)) remember_foreign(setup, store, assessment);
  tell_release(console, gate, released);
  write_report_if_asked(setup, assessment, outcome);
  return released.status.success() ? ExitStatus{.code = exit_code(outcome), .signal = 0} : released.status;
}

// Docker gets the words as they are, and this process.
int forward(const Setup& setup) {
  introduce(setup);
  if (!is_foreign(setup)) refuse_forged_guard(setup);
  if (setup.nested && setup.options.profile == Profile::production && !is_foreign(setup))
    Console(false).say("left to the cb21 that called docker (CB21_DOCKER_SEEN is set)");
  // Docker was asked by cb21 before and may have an alias that leads here: buildx is named for it.
  const BuilderFacts builder =
      setup.nested && called_as_plugin()
          ? setup.client.builder_facts({.builder = setup.request.builder, .cache_directory = ""})
          : BuilderFacts{};
  const Command docker = docker_build_command(setup, builder, setup.request.arguments);
  if (!setup.options.dry_run || setup.nested) {
    // Nothing will be proved of what docker builds now.
    if (setup.options.receipt && !setup.nested && !setup.request.builds_nothing)
      withdraw_receipt_file(*setup.options.receipt);
    replace_process(docker);
  }
  Console(false).say("docker gets these words as they are; would run: " + shell_line(argv_of(docker)));
  return 0;
}

}  // namespace

int run_build(const Invocation& invocation) {
  Setup setup = set_up(invocation);
  if (forwards_only(setup)) return forward(setup);
  if (is_foreign(setup)) return run_foreign(setup);
  const ExitStatus status = build(std::move(setup));
  if (status.signal != 0) exit_like(status);
  return status.code;
}

}  // namespace cb21
