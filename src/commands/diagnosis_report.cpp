// SPDX-License-Identifier: Apache-2.0
#include "commands/diagnosis_report.hpp"

#include "cli/flag_removal.hpp"
#include "commands/report.hpp"
#include "escape.hpp"
#include "proof/diagnosis.hpp"
#include "version.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

namespace json = boost::json;

using Words = std::vector<std::string>;

std::string line_of(Words begin, const Words& rest) {
  begin.insert(begin.end(), rest.begin(), rest.end());
  return shell_line(begin);
}

Words without(const Words& words, std::string_view flag) {
  const std::array<std::string_view, 1> flags{flag};
  return without_flags(words, flags);
}

std::string folder_of(const Patient& patient) {
  const auto& roots = patient.assessment.context.roots;
  return roots.empty() ? patient.setup.request.context : roots.front().path;
}

std::string ignore_target_line(const Patient& patient) {
  const std::string file =
      patient.assessment.context.ignore_file.value_or(folder_of(patient) + "/.dockerignore");
  return "echo target >>" + shell_line({file});
}

std::string targets_line(const Patient& patient) {
  return shell_line({"cargo",
                     "metadata",
                     "--no-deps",
                     "--format-version",
                     "1",
                     "--manifest-path",
                     folder_of(patient) + "/Cargo.toml"}) +
         R"jq( | jq -r '.packages[].targets[] | select(.kind[] == "bin") | "\(.name): \(.src_path)"')jq";
}

// What compose did not make was started with words that docker does not keep.
std::vector<std::string> restart_lines(const Patient& patient) {
  std::vector<std::string> lines;
  for (const RunningContainer& container : patient.old_containers()) {
    if (container.compose_service.empty()) {
      lines.push_back(shell_line({"docker", "rm", "--force", container.name}));
      continue;
    }
    lines.push_back(shell_line({"docker",
                                "compose",
                                "--project-name",
                                container.compose_project,
                                "up",
                                "--detach",
                                "--force-recreate",
                                container.compose_service}));
  }
  return lines;
}

// Where the engine itself builds nothing has to be loaded, and the verified image may still be there.
std::string load_line(const Patient& patient, const Words& arguments) {
  const Record* record = patient.assessment.record();
  if (!patient.assessment.builder.docker_driver) return line_of({"cb21", "--load"}, arguments);
  if (record == nullptr || record->image_id.empty()) return line_of({"cb21"}, arguments);
  return shell_line({"docker", "tag", record->image_id, patient.reference});
}

std::string build_line(const Patient& patient, Remedy remedy) {
  const Words arguments = arguments_with_tag(patient);
  switch (remedy) {
    case Remedy::build_uncached:
      return line_of({"cb21", "--no-cache"}, arguments);
    case Remedy::build_with_pull:
      return line_of({"cb21", "--pull"}, arguments);
    case Remedy::build_and_load:
      return load_line(patient, arguments);
    case Remedy::without_imports:
      return line_of({"cb21"}, without(arguments, "cache-from"));
    case Remedy::without_filter:
      return line_of({"cb21", "--no-cache"}, without(arguments, "no-cache-filter"));
    case Remedy::other_builder:
      return "DOCKER_BUILDKIT=1 " + line_of({"cb21"}, arguments);
    default:
      return line_of({"cb21"}, arguments);
  }
}

json::object candidate_json(const Patient& patient, const Candidate& candidate) {
  json::array commands;
  for (const std::string& line : cure_commands(patient, candidate)) commands.emplace_back(json_text(line));
  return {{"mechanism", candidate.mechanism},
          {"weight", weight_name(candidate.weight)},
          {"evidence", json_text(candidate.evidence)},
          {"cure", cure_of_image(candidate.mechanism)},
          {"commands", std::move(commands)}};
}

std::string_view verdict_of(const Diagnosis& diagnosis) {
  if (!diagnosis.likely.empty()) return "mechanism-found";
  return diagnosis.speaks_against() ? "against" : "nothing-found";
}

std::string platform_of(const ImageFacts& image) { return image.os + "/" + image.architecture; }

json::value project_json(const Patient& patient) {
  if (!patient.has_folder) return nullptr;
  const ProjectIdentity& identity = patient.assessment.identity;
  return json::object{{"context", json_text(identity.context)},
                      {"dockerfile", json_text(identity.dockerfile)},
                      {"target", json_text(identity.target)},
                      {"builder", json_text(identity.builder)}};
}

void append_result(const Patient& patient, const Diagnosis& diagnosis, std::vector<std::string>& lines) {
  if (diagnosis.speaks_against()) {
    lines.emplace_back("result: what was found speaks against the image, and no mechanism explains it");
    return;
  }
  lines.emplace_back("result: nothing speaks against the image");
  const std::string unseen = patient.unseen();
  if (!unseen.empty()) lines.push_back("unknown: whether it is of the sources as they are; " + unseen);
}

}  // namespace

bool Diagnosis::speaks_against() const {
  return !likely.empty() || std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    return step.state == StepState::against;
  });
}

std::vector<std::string> cure_commands(const Patient& patient, const Candidate& candidate) {
  const Remedy remedy = remedy_of(candidate.mechanism);
  if (remedy == Remedy::start_containers) return restart_lines(patient);
  if (!patient.has_folder) return {};
  std::vector<std::string> lines;
  if (remedy == Remedy::ignore_target) lines.push_back(ignore_target_line(patient));
  if (remedy == Remedy::name_targets) lines.push_back(targets_line(patient));
  lines.push_back(build_line(patient, remedy));
  // What is no more than possible is settled by compiling again.
  if (candidate.weight == Weight::possible)
    lines.push_back(line_of({"cb21", "audit"}, arguments_with_tag(patient)));
  return lines;
}

std::vector<std::string> diagnosis_lines(const Patient& patient, const Diagnosis& diagnosis) {
  std::vector<std::string> lines;
  lines.push_back("image: " + escape(patient.reference) + " is " + escape(patient.image.id) + ", " +
                  escape(platform_of(patient.image)));
  for (const Step& step : diagnosis.steps) lines.push_back(step.name + ": " + step.finding);
  for (const Candidate& candidate : diagnosis.likely) {
    lines.push_back("likely: " + candidate.mechanism + " (" + std::string(weight_name(candidate.weight)) +
                    "): " + candidate.evidence);
  }
  for (const Candidate& candidate : diagnosis.likely) {
    lines.push_back("cure: " + candidate.mechanism + ": " + std::string(cure_of_image(candidate.mechanism)));
    for (const std::string& command : cure_commands(patient, candidate)) lines.push_back("  " + command);
  }
  if (diagnosis.likely.empty()) append_result(patient, diagnosis, lines);
  return lines;
}

json::object diagnosis_json(const Patient& patient, const Diagnosis& diagnosis) {
  json::array steps;
  for (const Step& step : diagnosis.steps) {
    steps.push_back(
        {{"step", step.name}, {"state", state_name(step.state)}, {"finding", json_text(step.finding)}});
  }
  json::array likely;
  for (const Candidate& candidate : diagnosis.likely) likely.push_back(candidate_json(patient, candidate));
  json::object report;
  report["schema"] = 1;
  report["version"] = version();
  report["image"] = {{"reference", json_text(patient.reference)},
                     {"id", json_text(patient.image.id)},
                     {"created", json_text(patient.image.created)},
                     {"platform", json_text(platform_of(patient.image))}};
  report["project"] = project_json(patient);
  report["steps"] = std::move(steps);
  report["likely"] = std::move(likely);
  report["verdict"] = verdict_of(diagnosis);
  return report;
}

}  // namespace cb21
