// SPDX-License-Identifier: Apache-2.0
// The pipeline. Read `build` first: each stage takes values and returns one; the comments say what is fixed
// from there on.
#include "commands/assessment.hpp"
#include "commands/built_image.hpp"
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "commands/distrust.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/docker_command.hpp"
#include "commands/expectations.hpp"
#include "commands/gate.hpp"
#include "commands/release.hpp"
#include "commands/report.hpp"
#include "commands/scratch_folder.hpp"
#include "commands/setup.hpp"
#include "commands/verification.hpp"
#include "docker/observed_output.hpp"
#include "docker/temporary_container.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

class Stopwatch {
 public:
  std::int64_t milliseconds() const {
    const auto passed = std::chrono::steady_clock::now() - start_;
    return std::chrono::duration_cast<std::chrono::milliseconds>(passed).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// A path that is not there: docker will say so. What may be an address of a kind that a newer docker knows is
// built.
bool has_no_context(const BuildRequest& request) {
  return request.context_kind == ContextKind::missing && request.context.find(':') == std::string::npos;
}

bool forwards_only(const Setup& setup) {
  return setup.nested || setup.options.off || setup.request.builds_nothing || has_no_context(setup.request);
}

std::vector<std::string> argv_of(const Command& command) {
  std::vector<std::string> argv{command.program};
  argv.insert(argv.end(), command.arguments.begin(), command.arguments.end());
  return argv;
}

Assessment assess_visibly(const Setup& setup, Store& store) {
  const Progress progress("hashing the build's inputs");
  return assess(setup, store);
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

// Nothing is known to be fresh any more: the record could not be claimed, or another run has changed it.
void fall_into_doubt(Decision& decision, const std::string& why) {
  decision.freshness = Freshness::unknown;
  decision.new_generation = true;
  decision.reasons.insert(decision.reasons.begin(),
                          {.code = ReasonCode::record_unusable, .path = "", .detail = why});
}

// Takes the old record out of the way before docker may move its caches on: withdrawn where it is not
// trusted, else without its generation. A record that another run replaced meanwhile is not the one that was
// trusted, and is withdrawn.
Ticket claim(Store& store, Assessment& assessment) {
  if (!assessment.decision.trust_cache()) return store.withdraw(assessment.identity);
  try {
    return store.suspend_generation(assessment.identity);
  } catch (const Error& error) {
    fall_into_doubt(assessment.decision, error.what());
    return store.withdraw(assessment.identity);
  }
}

// Without a ticket nothing will be remembered, and nothing is taken for fresh.
std::optional<Ticket> claim_record(Store& store, Assessment& assessment) {
  if (assessment.context.roots.empty()) return std::nullopt;
  try {
    Ticket ticket = claim(store, assessment);
    if (ticket.contested) assessment.decision.new_generation = true;
    return ticket;
  } catch (const Error& error) {
    fall_into_doubt(assessment.decision, error.what());
    return std::nullopt;
  }
}

// Where the image was known already nothing was extracted: what the record says of it still holds.
std::vector<VerifiedBinary> verified_binaries(const Assessment& assessment, const BuildOutcome& outcome) {
  const Record* old = assessment.record();
  const auto& artifacts = outcome.verification.artifacts;
  if (artifacts.empty() && old != nullptr && old->image_id == outcome.image_id) return old->binaries;
  std::map<std::string, VerifiedBinary> by_path;
  for (const Artifact& artifact : artifacts) {
    by_path[artifact.path] = {.path = artifact.path, .size = artifact.size, .content = artifact.digest};
  }
  std::vector<VerifiedBinary> binaries;
  for (auto& [path, binary] : by_path) binaries.push_back(std::move(binary));
  return binaries;
}

Record new_record(const Setup& setup,
                  const Assessment& assessment,
                  const Distrust& distrust,
                  const BuildOutcome& outcome) {
  const bool verified = outcome.verification.verdict == Verdict::verified;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {.identity = assessment.identity,
          .generation = distrust.generation,
          .image_id = verified ? outcome.image_id : "",
          .expectations = expectations_digest(setup.options),
          .verified_at = std::chrono::duration_cast<std::chrono::seconds>(now).count(),
          .binaries = verified ? verified_binaries(assessment, outcome) : std::vector<VerifiedBinary>(),
          .files = assessment.snapshot.files};
}

// The record says all of this already: it only needs its generation back.
bool is_recorded(const Assessment& assessment, const BuildOutcome& outcome, const Record& record) {
  const Record* old = assessment.record();
  return old != nullptr && assessment.decision.trust_cache() && !files_moved(assessment.decision) &&
         outcome.inputs == InputsNow::identical && old->generation == record.generation &&
         old->image_id == record.image_id && old->expectations == record.expectations;
}

bool may_be_remembered(const Assessment& assessment, const BuildOutcome& outcome) {
  return assessment.recordable() && outcome.inputs != InputsNow::moved &&
         outcome.verification.verdict != Verdict::blocked;
}

CommitResult settle(Store& store,
                    const Ticket& ticket,
                    const Assessment& assessment,
                    const BuildOutcome& outcome,
                    const Record& record) {
  if (is_recorded(assessment, outcome, record)) return store.release(ticket, record.identity);
  if (may_be_remembered(assessment, outcome)) return store.commit(ticket, record);
  // A record that was trusted before the build must not be after it; any other is withdrawn already.
  if (assessment.decision.trust_cache()) store.withdraw(record.identity);
  return CommitResult::committed;
}

// Last of all. A run that cannot remember costs an uncached build, never a false "fresh".
void remember(const Console& console, const std::function<CommitResult()>& settle_record) {
  try {
    if (settle_record() == CommitResult::overtaken) {
      console.warn("another build of this project began meanwhile; this one is not remembered");
    }
  } catch (const Error& error) {
    console.warn(std::string("this build is not remembered, so the next one is uncached: ") + error.what());
  }
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

void tell_verdict(const Console& console, const BuildOutcome& outcome) {
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
  for (const std::string& sentence : open_questions(outcome)) console.warn(sentence);
}

void write_report_if_asked(const Setup& setup, const Assessment& assessment, const BuildOutcome& outcome) {
  if (setup.options.report) write_report(*setup.options.report, report_json(setup, assessment, outcome));
}

int exit_code(const BuildOutcome& outcome) {
  const bool blocked = outcome.verification.verdict == Verdict::blocked;
  return static_cast<int>(blocked ? ExitCode::blocked : ExitCode::success);
}

ExitStatus finish_dry_run(const Setup& setup, const Assessment& assessment, const Gate& gate) {
  // Asked to print, so not quiet.
  const Console console(false);
  const Distrust distrust = plan_distrust(setup, assessment);
  announce(console, setup, assessment, distrust);
  BuildOutcome outcome;
  outcome.means = distrust.means;
  outcome.docker_argv = argv_of(docker_build_command(
      setup, assessment.builder, docker_build_arguments(gate.request, distrust.changes)));
  console.say("would run: " + shell_line(outcome.docker_argv));
  for (const std::string& step : steps_after_proof(gate)) console.say("would then, if it is proved: " + step);
  if (!gate.leak.empty()) console.warn(gate.leak);
  write_report_if_asked(setup, assessment, outcome);
  return {};
}

// Where docker writes the image's id: the user's file, else a private one of ours, else nowhere.
std::string choose_iidfile(const BuildRequest& request, ScratchFolder& scratch, Distrust& distrust) {
  if (request.iidfile) return *request.iidfile;
  if (!makes_an_image(request) || scratch.path().empty()) return {};
  distrust.changes.iidfile = scratch.file("iid");
  return *distrust.changes.iidfile;
}

struct DockerRun {
  ExitStatus status;
  BuiltImage image;
  std::unique_ptr<CompileLog> log;  // null where docker's progress was not seen
};

// Docker's progress is read along only where it says something: plain lines of a build that was told to take
// nothing from the cache.
bool is_worth_reading(const Assessment& assessment, const Distrust& distrust) {
  return assessment.builder.kind == BuilderFacts::Kind::buildkit && standard_error_is_plain() &&
         (distrust.changes.no_cache || distrust.prune_everything);
}

ExitStatus run_and_read(const Command& docker, StandardOutput out, CompileLog& log) {
  ObservedOutput progress([&](std::string_view bytes) { log.feed(bytes); });
  const ExitStatus status = run_in_foreground(docker, out, progress.write_end());
  progress.finish();
  return status;
}

// While docker runs the terminal is docker's, and no lock is held.
DockerRun run_docker(const Setup& setup,
                     const Assessment& assessment,
                     const Gate& gate,
                     Distrust& distrust,
                     BuildOutcome& outcome) {
  ScratchFolder scratch;
  const std::string iidfile = choose_iidfile(gate.request, scratch, distrust);
  const Command docker =
      docker_build_command(setup, assessment.builder, docker_build_arguments(gate.request, distrust.changes));
  outcome.means = distrust.means;
  outcome.docker_argv = argv_of(docker);
  const Stopwatch time;
  // Standard output is the second build's, where there is one.
  const auto out = gate.rerun ? StandardOutput::nowhere : StandardOutput::passed_on;
  DockerRun run;
  if (is_worth_reading(assessment, distrust)) run.log = std::make_unique<CompileLog>();
  run.status = run.log ? run_and_read(docker, out, *run.log) : run_in_foreground(docker, out);
  outcome.docker_milliseconds = time.milliseconds();
  outcome.docker_exit = run.status.signal == 0 ? run.status.code : 128 + run.status.signal;
  if (run.status.success()) run.image = find_built_image(gate.request, iidfile);
  return run;
}

// Docker has said why; the record stays withdrawn, and this process ends as docker ended.
ExitStatus finish_failed(const Console& console,
                         const Setup& setup,
                         const Assessment& assessment,
                         const ExitStatus& status,
                         const BuildOutcome& outcome) {
  try {
    write_report_if_asked(setup, assessment, outcome);
  } catch (const Error& error) {
    console.warn(error.what());
  }
  return status;
}

// By runs that were killed while they looked into an image.
void remove_what_was_left(const Setup& setup) {
  try {
    remove_abandoned_containers(setup.client, setup.state_directory);
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): the notes stay for the next run
  }
}

void verify(const Setup& setup,
            const Assessment& assessment,
            const DockerRun& run,
            const ArgumentChanges& changes,
            BuildOutcome& outcome) {
  remove_what_was_left(setup);
  const Progress progress("looking into the built image");
  const Stopwatch time;
  outcome.image_id = run.image.id;
  outcome.verification =
      verify_image(setup, assessment, run.image, {.changes = changes, .log = run.log.get()});
  // After a fresh decision too: docker read the files later than they were hashed.
  outcome.inputs = look_again(setup, assessment);
  if (outcome.inputs == InputsNow::moved) doubt_moved_inputs(setup, outcome);
  outcome.verify_milliseconds = time.milliseconds();
}

// After the verdict: what was not held back, and what was let out and failed.
void tell_release(const Console& console, const Gate& gate, const ReleaseResult& released) {
  if (!gate.leak.empty()) console.warn("not held back for the proof: " + gate.leak);
  if (!released.trouble.empty()) console.fail(released.trouble);
}

// What cannot wait for the proof and must not get out without one: docker is not run.
ExitStatus refuse(const Console& console,
                  const Setup& setup,
                  const Assessment& assessment,
                  const Gate& gate) {
  BuildOutcome outcome;
  outcome.verification.verdict = Verdict::blocked;
  outcome.verification.proofs.push_back(
      {.name = "gate", .result = ProofResult::inconclusive, .detail = gate.leak});
  outcome.withheld = "docker was not run";
  tell_verdict(console, outcome);
  write_report_if_asked(setup, assessment, outcome);
  return {.code = exit_code(outcome), .signal = 0};
}

// Told, made ready, and to be built like the one before it.
std::optional<Distrust> next_rung(const Console& console,
                                  const Setup& setup,
                                  const Assessment& assessment,
                                  const Distrust& last,
                                  BuildOutcome& outcome) {
  if (InterruptGuard::pending() != 0 || outcome.inputs == InputsNow::moved) return std::nullopt;
  const auto reason = reason_to_climb(setup, assessment, last, outcome.verification);
  if (!reason) return std::nullopt;
  std::optional<Distrust> next = climb(setup, assessment, last);
  if (!next) return std::nullopt;
  console.warn(*reason + ": " + next->means);
  carry_out(setup, assessment, *next);
  for (const std::string& note : next->notes) console.say(note);
  return next;
}

ExitStatus build(Setup setup) {
  const Stopwatch total;
  const Console console(setup.request.quiet);
  BuildOutcome outcome;

  // What docker will read, what is remembered of it, and whether its cache may be trusted.
  Store store(setup.state_directory, setup.options.dry_run ? StoreUse::look : StoreUse::build);
  // What records cannot be trusted to is no place for links and notes either.
  if (!store.trouble().empty()) setup.state_directory.clear();
  Assessment assessment = assess_visibly(setup, store);
  const Gate gate = plan_gate(setup, assessment);
  // From here no thread is alive.
  if (setup.options.dry_run) return finish_dry_run(setup, assessment, gate);
  if (must_refuse(setup, gate)) return refuse(console, setup, assessment, gate);

  // Claimed now: a run that ends before its proof must not leave a record that a later revert would meet.
  const std::optional<Ticket> ticket = claim_record(store, assessment);
  Distrust distrust = plan_distrust(setup, assessment);
  announce(console, setup, assessment, distrust);
  carry_out(setup, assessment, distrust);
  for (const std::string& note : distrust.notes) console.say(note);

  outcome.withheld = withheld(gate);
  // From here the command line is fixed. What waits for the proof is not in it.
  const SpareImage spare(setup.client, gate.rerun);
  DockerRun run = run_docker(setup, assessment, gate, distrust, outcome);
  outcome.total_milliseconds = total.milliseconds();
  if (!run.status.success()) return finish_failed(console, setup, assessment, run.status, outcome);

  // The binary is the witness. What is begun from here is cleaned up, whatever signal comes.
  std::optional<InterruptGuard> guard(std::in_place);
  verify(setup, assessment, run, distrust.changes, outcome);
  while (auto next = next_rung(console, setup, assessment, distrust, outcome)) {
    guard.reset();
    distrust = std::move(*next);
    run = run_docker(setup, assessment, gate, distrust, outcome);
    if (!run.status.success()) return finish_failed(console, setup, assessment, run.status, outcome);
    guard.emplace();
    verify(setup, assessment, run, distrust.changes, outcome);
  }
  if (const int number = InterruptGuard::pending(); number != 0) return {.code = 0, .signal = number};

  // Tags, pushes and files get out now. What fails from here does not make the record wrong: it speaks of
  // sources and an image, not of names.
  const ReleaseResult released = let_out(
      {setup, assessment, gate, distrust},
      [&](std::vector<std::string> words) { return docker_build_command(setup, assessment.builder, words); },
      outcome);
  spare.remove(outcome.image_id);
  if (const int number = InterruptGuard::pending(); number != 0) return {.code = 0, .signal = number};

  // Commit is last.
  if (ticket) {
    remember(console, [&] {
      return settle(store, *ticket, assessment, outcome, new_record(setup, assessment, distrust, outcome));
    });
  }
  outcome.total_milliseconds = total.milliseconds();
  tell_verdict(console, outcome);
  tell_release(console, gate, released);
  write_report_if_asked(setup, assessment, outcome);
  return released.status.success() ? ExitStatus{.code = exit_code(outcome), .signal = 0} : released.status;
}

// Docker gets the words as they are, and this process.
int forward(const Setup& setup) {
  // Docker was asked by cb21 before and may have an alias that leads here: buildx is named for it.
  const BuilderFacts builder =
      setup.nested && called_as_plugin()
          ? setup.client.builder_facts({.builder = setup.request.builder, .cache_directory = ""})
          : BuilderFacts{};
  const Command docker = docker_build_command(setup, builder, setup.request.arguments);
  if (!setup.options.dry_run || setup.nested) replace_process(docker);
  Console(false).say("docker gets these words as they are; would run: " + shell_line(argv_of(docker)));
  return 0;
}

}  // namespace

int run_build(const Invocation& invocation) {
  Setup setup = set_up(invocation);
  if (forwards_only(setup)) return forward(setup);
  const ExitStatus status = build(std::move(setup));
  if (status.signal != 0) exit_like(status);
  return status.code;
}

}  // namespace cb21
