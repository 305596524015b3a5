// SPDX-License-Identifier: Apache-2.0
#include "commands/foreign_build.hpp"

#include "commands/console.hpp"
#include "commands/docker_command.hpp"
#include "commands/docker_run.hpp"
#include "commands/receipt_file.hpp"
#include "commands/report.hpp"
#include "error.hpp"
#include "inputs/rust_presence.hpp"

namespace cb21 {
namespace {

RustPresence rust_presence(const BuildRequest& request, const OwnOptions& options) {
  const bool hidden = request.context_kind != ContextKind::directory || !request.unknown_flags.empty();
  if (hidden || options.speaks_of_content) return RustPresence::some;
  return find_rust_presence(context_arguments(request, Builder::buildkit));
}

// Where the builder does not count.
ProjectIdentity identity_of(const Setup& setup, const BuildContext& context) {
  ProjectIdentity identity = identify(setup.request, BuilderFacts{}, context);
  identity.builder = setup.client.endpoint();
  return identity;
}

// Of all that may bring Rust into the build; empty where it cannot be told.
std::string description(const Setup& setup, const BuildContext& context) {
  const auto manifests = context.not_visible.empty() ? sent_manifests(context) : std::nullopt;
  if (!manifests) return "";
  std::string text = context.dockerfile_text;
  const auto append = [&](std::string_view part) { text.append(1, '\0').append(part); };
  append(setup.request.target);
  for (const auto& [name, value] : setup.request.build_args) {
    append(name);
    append(value);
  }
  for (const std::string& path : *manifests) append(path);
  return to_hex(digest_of(text));
}

bool was_found_foreign(const Setup& setup) {
  const BuildContext context = locate_build_context(context_arguments(setup.request, Builder::buildkit));
  const std::string known = Store(setup.state_directory, StoreUse::look).foreign(identity_of(setup, context));
  return !known.empty() && known == description(setup, context);
}

void tell(const Setup& setup, const std::string& sentence) {
  // Asked to print, so not quiet.
  const Console console(false);
  for (const std::string& warning : setup.options.warnings) console.warn(warning);
  console.say(sentence);
}

void write_report_if_asked(const Setup& setup, const BuildOutcome& outcome) {
  if (!setup.options.report) return;
  write_report(*setup.options.report, report_json(setup, foreign_assessment(setup), outcome));
}

// Docker's end is this process's, whatever becomes of the report.
[[noreturn]] void build_with_report(const Setup& setup, const Command& docker, BuildOutcome outcome) {
  const Stopwatch time;
  const ExitStatus status = run_in_foreground(docker);
  outcome.docker_milliseconds = time.milliseconds();
  outcome.total_milliseconds = outcome.clock.milliseconds();
  outcome.docker_exit = status.signal == 0 ? status.code : 128 + status.signal;
  outcome.verification.verdict = status.success() ? Verdict::unverified : Verdict::not_built;
  try {
    write_report_if_asked(setup, outcome);
  } catch (const Error& error) {
    if (status.success()) throw;
    Console(false).warn(error.what());
  }
  exit_like(status);
}

}  // namespace

bool is_foreign(const Setup& setup) {
  const RustPresence presence = rust_presence(setup.request, setup.options);
  if (presence == RustPresence::files) return was_found_foreign(setup);
  if (presence != RustPresence::classic_only) return presence == RustPresence::none;
  const BuilderFacts builder =
      setup.client.builder_facts({.builder = setup.request.builder, .cache_directory = ""});
  return builder.kind == BuilderFacts::Kind::buildkit;
}

bool is_foreign(const BuildWords& words, Builder builder) {
  const RustPresence presence = rust_presence(words.request, words.options);
  return presence == RustPresence::none ||
         (presence == RustPresence::classic_only && builder == Builder::buildkit);
}

std::string foreign_sentence() {
  return "not a Rust build: docker is sent no Cargo.toml and no .rs, and no instruction names cargo or rustc";
}

void remember_foreign(const Setup& setup, Store& store, const Assessment& assessment) {
  try {
    store.keep_foreign(identity_of(setup, assessment.context), description(setup, assessment.context));
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): the next build's proof finds the same
  }
}

Assessment foreign_assessment(const Setup& setup) {
  Assessment assessment;
  assessment.context = locate_build_context(context_arguments(setup.request, Builder::buildkit));
  assessment.identity = identity_of(setup, assessment.context);
  assessment.loaded = NoRecord{};
  assessment.decision.reasons.push_back(
      {.code = ReasonCode::not_rust, .path = "", .detail = foreign_sentence()});
  return assessment;
}

int run_foreign(const Setup& setup) {
  // Inside a plugin `docker build` may be an alias for cb21: buildx is named for it.
  const BuilderFacts builder =
      called_as_plugin()
          ? setup.client.builder_facts({.builder = setup.request.builder, .cache_directory = ""})
          : BuilderFacts{};
  const Command docker = docker_build_command(setup, builder, setup.request.arguments);
  BuildOutcome outcome;
  outcome.docker_argv = argv_of(docker);
  const std::string sentence = foreign_sentence() + "; docker gets these words as they are";
  if (setup.options.dry_run) {
    tell(setup, sentence + "; would run: " + shell_line(outcome.docker_argv));
    outcome.verification.verdict = Verdict::not_built;
    write_report_if_asked(setup, outcome);
    return 0;
  }
  if (setup.options.explain) tell(setup, sentence);
  // Nothing will be proved of what docker builds now.
  if (setup.options.receipt) withdraw_receipt_file(*setup.options.receipt);
  if (setup.options.report) build_with_report(setup, docker, std::move(outcome));
  replace_process(docker);
}

}  // namespace cb21
