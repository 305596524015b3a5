// SPDX-License-Identifier: Apache-2.0
// cb21 diagnose: why does this image not do what its sources say? Builds no image, gives no names, and
// changes no record; docker is asked for stages of the Dockerfile that show what it keeps.
#include "cli/build_request.hpp"
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "commands/diagnosis.hpp"
#include "commands/diagnosis_report.hpp"
#include "commands/foreign_build.hpp"
#include "docker/image_time.hpp"
#include "docker/interrupt.hpp"
#include "docker/process.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <boost/json/serialize.hpp>

#include <iostream>
#include <utility>

namespace cb21 {
namespace {

// IMAGE and --json are the verb's own words; the rest are a build's.
struct Question {
  std::string image;
  bool as_json = false;
  Invocation build;
  bool has_folder = false;
};

Question read_question(const Invocation& invocation) {
  Question question;
  SplitArguments words = split_own_options(invocation.arguments);
  question.as_json = std::erase(words.docker, "--json") > 0;
  if (words.docker.empty() || words.docker.front().empty() || words.docker.front().starts_with('-')) {
    throw Error("which image? name it first: cb21 diagnose IMAGE [DIR | docker build arguments] [--json]",
                ExitCode::usage);
  }
  question.image = words.docker.front();
  question.build = invocation;
  question.build.arguments = std::move(words.own);
  question.build.arguments.insert(
      question.build.arguments.end(), words.docker.begin() + 1, words.docker.end());
  question.has_folder = words.docker.size() > 1;
  return question;
}

void require_context(const Question& question, const Setup& setup) {
  if (!question.has_folder || setup.request.context_kind != ContextKind::missing) return;
  throw Error(
      "which build? behind the image goes a folder, or the arguments of docker build with its context: "
      "cb21 diagnose " +
          escape(question.image) + " .",
      ExitCode::usage);
}

ImageFacts find_image(const Setup& setup, const std::string& reference) {
  auto image = setup.client.inspect_image(reference);
  if (!image) throw Error("there is no image " + escape(reference) + " in the local store", ExitCode::usage);
  return std::move(*image);
}

Assessment assess_build(const Question& question, Setup& setup) {
  if (!question.has_folder) return {};
  Store store(setup.state_directory, StoreUse::look);
  if (!store.trouble().empty()) setup.state_directory.clear();
  return assess(setup, store);
}

Diagnosis examine(const Patient& patient) {
  const Progress progress("looking into the image");
  Findings findings;
  for (const auto look : {look_at_times,
                          look_at_binaries,
                          look_at_record,
                          look_at_layers,
                          look_at_project,
                          look_at_containers}) {
    if (InterruptGuard::pending() == 0) look(patient, findings);
  }
  return {.steps = findings.steps(), .likely = rank_mechanisms(findings.seen())};
}

// As JSON the sentence is the one step.
int tell_foreign(const Question& question, const Patient& patient) {
  const Diagnosis diagnosis{
      .steps = {{.name = "project", .state = StepState::noted, .finding = foreign_sentence()}}, .likely = {}};
  if (question.as_json) {
    std::cout << boost::json::serialize(diagnosis_json(patient, diagnosis)) << '\n';
  } else {
    std::cout << foreign_sentence() << '\n';
  }
  return 0;
}

void print(const Question& question, const Patient& patient, const Diagnosis& diagnosis) {
  if (question.as_json) {
    std::cout << boost::json::serialize(diagnosis_json(patient, diagnosis)) << '\n';
    return;
  }
  for (const std::string& line : diagnosis_lines(patient, diagnosis)) std::cout << line << '\n';
}

}  // namespace

int run_diagnose(const Invocation& invocation) {
  const Question question = read_question(invocation);
  Setup setup = set_up(question.build);
  require_context(question, setup);
  setup.client.require_docker("");
  ImageFacts image = find_image(setup, question.image);
  const Assessment assessment = assess_build(question, setup);

  const InterruptGuard guard;
  Patient patient{.setup = setup,
                  .assessment = assessment,
                  .reference = question.image,
                  .image = std::move(image),
                  .has_folder = question.has_folder,
                  .running = running_containers(setup.client)};
  patient.made = image_time(patient.image.created);
  patient.tagged = image_time(patient.image.tagged);
  if (question.has_folder && is_foreign(setup)) return tell_foreign(question, patient);
  const Diagnosis diagnosis = examine(patient);
  if (const int number = InterruptGuard::pending(); number != 0) exit_like({.code = 0, .signal = number});
  print(question, patient, diagnosis);
  return static_cast<int>(diagnosis.speaks_against() ? ExitCode::blocked : ExitCode::success);
}

}  // namespace cb21
