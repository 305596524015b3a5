// SPDX-License-Identifier: Apache-2.0
// cb21 verify: the release gate. Looks into images of the local store, whoever built them; builds nothing.
//
// Exit codes: 0 where each image is verified or passed; 120 where one is blocked, and where nothing could be
// proved of one (a gate that cannot tell does not let through); 122 for words that are wrong, an image or a
// container that is not there, and a receipt that is none; 123 where the engine does not answer. Of several
// images the highest code counts.
//
// --json prints one object, keys stable:
//   schema   1
//   version  cb21's
//   verdict  of all images together: the worst
//   images   [{image, image_id, verdict, proofs [{name, result, detail}],
//              artifacts [{path, size, xxh3, markers [{text, found}]}]}], in the order they were named
// verdict: "verified", "passed" (what was asked for is in it or was printed, which does not tell of which
// sources it is made), "inconclusive" (nothing was proved, and nothing speaks against the image), "blocked",
// or "missing" (there is no such image; image_id is empty).
#include "cli/verify_request.hpp"
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "commands/image_verification.hpp"
#include "commands/probed_file.hpp"
#include "commands/proof_json.hpp"
#include "commands/receipt_file.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "docker/temporary_container.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "version.hpp"
#include "word_list.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

namespace json = boost::json;

// The build that --against speaks of, and the options, in the words that set_up() reads.
Setup set_up_verify(const Invocation& invocation, const VerifyRequest& request) {
  Invocation build{invocation.verb, invocation.global_arguments, request.own_words};
  auto& words = build.arguments;
  words.insert(words.end(), request.build_words.begin(), request.build_words.end());
  if (request.against) words.insert(words.end(), {"--", *request.against});
  Setup setup = set_up(build);
  if (request.against && setup.request.context_kind != ContextKind::directory) {
    throw Error("--against names " + escape(*request.against) +
                    ", which is no folder here: name the context that the image was built from",
                ExitCode::usage);
  }
  return setup;
}

Assessment assess_project(const Setup& setup, Store& store, bool against) {
  if (against) return assess(setup, store);
  setup.client.require_docker("");
  Assessment none;
  none.loaded = NoRecord{};
  return none;
}

std::optional<ContainerFacts> find_container(const Setup& setup, const VerifyRequest& request) {
  if (!request.running) return std::nullopt;
  auto container = setup.client.inspect_container(*request.running);
  if (!container) {
    throw Error("--running names " + escape(*request.running) + ", and there is no such container",
                ExitCode::usage);
  }
  return container;
}

std::optional<NamedReceipt> read_receipt(const VerifyRequest& request) {
  if (!request.receipt) return std::nullopt;
  return NamedReceipt{*request.receipt, read_receipt_file(*request.receipt)};
}

// By runs that were killed while they looked into an image.
void remove_what_was_left(const Setup& setup) {
  try {
    remove_abandoned_containers(setup.client, setup.state_directory);
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): the notes stay for the next run
  }
}

std::vector<ImageVerdict> verify_each(const ImageQuestion& question, const VerifyRequest& request) {
  const Progress progress("looking into the image");
  std::vector<ImageVerdict> verdicts;
  if (request.images.empty()) verdicts.push_back(verify_container(question));
  for (const std::string& image : request.images) {
    if (InterruptGuard::pending() != 0) break;
    verdicts.push_back(verify_stored_image(question, image));
  }
  return verdicts;
}

ExitCode exit_code_of(const ImageVerdict& verdict) {
  if (verdict.image_id.empty()) return ExitCode::usage;
  return verdict.verification.verdict == Verdict::verified ? ExitCode::success : ExitCode::blocked;
}

// What was asked for was found, and nothing that tells which sources the image is made of.
bool passed_only(const ImageVerdict& verdict) {
  return verdict.verification.verdict == Verdict::verified &&
         std::ranges::none_of(verdict.verification.proofs, [](const Proof& proof) {
           return proof.result == ProofResult::pass &&
                  !is_one_of(proof.name, {"marker", "run", "running", "platform"});
         });
}

std::string_view name_of(const ImageVerdict& verdict) {
  if (verdict.image_id.empty()) return "missing";
  if (passed_only(verdict)) return "passed";
  const Verdict found = verdict.verification.verdict;
  return found == Verdict::unverified ? "inconclusive" : verdict_name(found);
}

const ImageVerdict& worst_of(const std::vector<ImageVerdict>& verdicts) {
  const auto weight = [](const ImageVerdict& verdict) {
    const bool blocked = verdict.verification.verdict == Verdict::blocked;
    return std::tuple(exit_code_of(verdict), blocked, passed_only(verdict));
  };
  return *std::max_element(verdicts.begin(), verdicts.end(), [&](const auto& left, const auto& right) {
    return weight(left) < weight(right);
  });
}

std::string inconclusive_line(const std::vector<Proof>& proofs) {
  std::string line = "inconclusive: nothing was proved";
  for (const Proof& proof : proofs) {
    if (is_open_question(proof)) line += "; " + proof.detail;
  }
  return line + "; say what to look for with --marker, --against or --receipt";
}

std::string answer_line(const ImageVerdict& verdict) {
  const std::string image = escape(verdict.image) + ": ";
  const auto& proofs = verdict.verification.proofs;
  if (verdict.image_id.empty()) return image + "missing: " + proofs.front().detail;
  if (verdict.verification.verdict == Verdict::unverified) return image + inconclusive_line(proofs);
  BuildOutcome outcome;
  outcome.verification = verdict.verification;
  if (passed_only(verdict)) {
    return image + "passed: " + passed_proofs(proofs) +
           "; of which sources it is made is not shown: --against or --receipt tell";
  }
  return image + verdict_line(outcome);
}

json::object answer_json(const std::vector<ImageVerdict>& verdicts) {
  json::array images;
  for (const ImageVerdict& verdict : verdicts) {
    images.push_back({{"image", json_text(verdict.image)},
                      {"image_id", json_text(verdict.image_id)},
                      {"verdict", name_of(verdict)},
                      {"proofs", proofs_json(verdict.verification.proofs)},
                      {"artifacts", artifacts_json(verdict.verification.artifacts)}});
  }
  return {{"schema", 1},
          {"version", version()},
          {"verdict", name_of(worst_of(verdicts))},
          {"images", std::move(images)}};
}

void tell(const Console& console, const VerifyRequest& request, const std::vector<ImageVerdict>& verdicts) {
  for (const ImageVerdict& verdict : verdicts) {
    if (!request.as_json) std::cout << answer_line(verdict) << '\n';
    const Verification& verification = verdict.verification;
    if (!verification.shown.empty()) console.say("the image printed:\n" + verification.shown);
    BuildOutcome outcome;
    outcome.verification = verification;
    for (const std::string& question : open_questions(outcome)) console.warn(question);
  }
  if (request.as_json) std::cout << json::serialize(answer_json(verdicts)) << '\n';
}

}  // namespace

int run_verify(const Invocation& invocation) {
  const VerifyRequest request = read_verify_request(invocation.arguments);
  Setup setup = set_up_verify(invocation, request);
  if (setup.options.report) require_writable_report(*setup.options.report);
  const Console console(false);
  for (const std::string& warning : setup.options.warnings) console.warn(warning);
  std::optional<NamedReceipt> receipt = read_receipt(request);
  Store store(setup.state_directory, StoreUse::look);
  if (!store.trouble().empty()) setup.state_directory.clear();
  const Assessment assessment = assess_project(setup, store, request.against.has_value());

  const InterruptGuard guard;
  remove_what_was_left(setup);
  const std::vector<ImageVerdict> verdicts = verify_each({.setup = setup,
                                                          .store = store,
                                                          .assessment = assessment,
                                                          .against = request.against.has_value(),
                                                          .receipt = std::move(receipt),
                                                          .container = find_container(setup, request)},
                                                         request);
  if (const int number = InterruptGuard::pending(); number != 0) exit_like({.code = 0, .signal = number});
  tell(console, request, verdicts);
  if (setup.options.report) write_report(*setup.options.report, answer_json(verdicts));
  return static_cast<int>(exit_code_of(worst_of(verdicts)));
}

}  // namespace cb21
