// SPDX-License-Identifier: Apache-2.0
// What the project, its Dockerfile and the arguments make of any image.
#include "commands/diagnosis.hpp"
#include "commands/expectations.hpp"
#include "commands/source_look.hpp"
#include "escape.hpp"
#include "inputs/binary_targets.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/fetched_sources.hpp"
#include "inputs/foreign_sources.hpp"
#include "inputs/mentioned_files.hpp"
#include "inputs/path_name.hpp"
#include "inputs/unplaced_sources.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

// ---- inputs that the compiler does not get

void note_ignored(const Patient& patient, Findings& findings) {
  for (const Proof& proof : look_at_ignored_inputs(patient.setup, patient.assessment)) {
    const bool lock = proof.mechanism == "lock-drift";
    findings.note_against("inputs", lock ? Sign::lock_left_out : Sign::input_left_out, proof.detail);
  }
}

void note_unplaced(const Patient& patient, Findings& findings) {
  const Assessment& assessment = patient.assessment;
  const auto stage = find_compile_stage(*assessment.context.dockerfile, patient.setup.request.target);
  if (!stage) return;
  std::vector<std::string> sources;
  for (const FileEntry& file : assessment.snapshot.files) {
    if (file.file_class == FileClass::rust_source) sources.push_back(file.path);
  }
  const PlacedFiles placed = place_files(
      *assessment.context.dockerfile, *stage, assessment.snapshot, context_names(patient.setup, assessment));
  const auto missing = find_unplaced_sources(sources, placed, assessment.snapshot).missing;
  if (missing.empty()) return;
  findings.note_against("inputs",
                        Sign::input_left_out,
                        named_paths(missing) + ": no COPY brings it to the compiler, which does without it");
}

void note_newer_input(const Patient& patient, Findings& findings) {
  const Assessment& assessment = patient.assessment;
  if (!patient.made) return;
  const auto read = [&](const std::string& path) { return read_context_text(assessment.context, path); };
  for (const std::size_t number : mentioned_files(assessment.snapshot, read)) {
    const FileEntry& file = assessment.snapshot.files[number];
    if (file.mtime_ns <= *patient.made) continue;
    findings.note_against("inputs",
                          Sign::other_input_newer,
                          escape(file.path) + " is named in the sources and newer than the image");
    return;
  }
}

// ---- binaries

std::string list_of(const std::vector<BinaryTarget>& targets) {
  constexpr std::size_t k_most_named = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(targets.size(), k_most_named); ++i) {
    text += (i == 0 ? "" : ", ") + escape(targets[i].name) + " of " + escape(targets[i].source);
  }
  if (targets.size() > k_most_named)
    text += " and " + std::to_string(targets.size() - k_most_named) + " more";
  return text;
}

bool is_target(const std::vector<BinaryTarget>& targets, std::string_view name) {
  return std::any_of(
      targets.begin(), targets.end(), [&](const BinaryTarget& target) { return target.name == name; });
}

void note_renamed(const Patient& patient, const std::vector<BinaryTarget>& targets, Findings& findings) {
  const auto& dockerfile = patient.assessment.context.dockerfile;
  if (!dockerfile) return;
  for (const ShippedFile& file : shipped_files(*dockerfile, patient.setup.request.target)) {
    const std::string_view from = base_name(file.source);
    const std::string_view to = base_name(file.image_path);
    if (file.image_path.ends_with('/') || from == to || !is_target(targets, to)) continue;
    findings.note_against("bins",
                          Sign::ships_other_bin,
                          "line " + std::to_string(file.line) + " of the Dockerfile copies " + escape(from) +
                              " to " + escape(file.image_path) + ", the name of another binary");
  }
}

// The rule's own example: [[bin]] with another path, while src/main.rs is edited.
void note_orphan(const Patient& patient, const std::vector<BinaryTarget>& targets, Findings& findings) {
  const ScannedTree tree(patient.assessment.snapshot);
  for (const BinaryTarget& target : targets) {
    const std::string folder(parent_path(target.manifest));
    const std::string main = folder.empty() ? "src/main.rs" : folder + "/src/main.rs";
    const bool built = std::any_of(
        targets.begin(), targets.end(), [&](const BinaryTarget& one) { return one.source == main; });
    if (built || !tree.exists(main)) continue;
    findings.note_against("bins",
                          Sign::main_not_built,
                          escape(main) + " belongs to no binary: " + escape(target.name) + " is made of " +
                              escape(target.source));
    return;
  }
}

void note_bins(const Patient& patient, Findings& findings) {
  const auto targets = binary_targets(patient.assessment.context, ScannedTree(patient.assessment.snapshot));
  if (targets.empty()) {
    findings.note("bins", StepState::unknown, "no Cargo.toml of a binary is in the context");
    return;
  }
  std::string finding = "cargo makes " + list_of(targets);
  if (const auto program = entry_program(patient.image)) finding += "; the image starts " + escape(*program);
  findings.note("bins", StepState::noted, finding);
  note_renamed(patient, targets, findings);
  note_orphan(patient, targets, findings);
}

// ---- the Dockerfile

struct KnownMechanism {
  std::string_view name;
  Sign sign;
};

constexpr std::array<KnownMechanism, 4> k_known{{
    {"placeholder-main", Sign::placeholder_in_dockerfile},
    {"target-cache-mount", Sign::target_mount_in_dockerfile},
    {"unbuilt-bin", Sign::unbuilt_in_dockerfile},
    {"wrong-bin", Sign::unmade_bin_in_dockerfile},
}};

void note_seen(std::string step, Sign sign, std::string finding, Findings& findings) {
  findings.note(std::move(step), StepState::noted, finding);
  findings.see(sign, std::move(finding));
}

void note_mechanisms(const Patient& patient, Findings& findings) {
  for (const DockerfileMechanism& found : patient.assessment.mechanisms) {
    const auto* const known = std::find_if(
        k_known.begin(), k_known.end(), [&](const KnownMechanism& one) { return one.name == found.name; });
    if (known == k_known.end()) continue;
    note_seen("dockerfile",
              known->sign,
              "line " + std::to_string(found.line) + ", " + found.name + ": " + found.evidence,
              findings);
  }
}

void note_other_sources(const Patient& patient, Findings& findings) {
  const BuildContext& context = patient.assessment.context;
  const std::string& target = patient.setup.request.target;
  if (const auto fetched = find_fetched_sources(*context.dockerfile, target)) {
    note_seen("dockerfile",
              Sign::fetched_in_run,
              "line " + std::to_string(fetched->line) + " brings sources by " + escape(fetched->command) +
                  ", which docker does once and keeps by the words of the step",
              findings);
  }
  std::vector<std::string> manifests;
  for (const std::string& path : ScannedTree(patient.assessment.snapshot).manifests())
    manifests.push_back(read_context_text(context, path));
  if (const auto foreign = find_foreign_sources(*context.dockerfile, target, manifests)) {
    note_seen("dockerfile",
              Sign::foreign_sources,
              "line " + std::to_string(foreign->line) + " takes the dependency " +
                  escape(foreign->dependency) + " out of " + escape(foreign->image) +
                  ", of which docker uses the local copy for as long as it is not told to --pull",
              findings);
  }
}

// ---- the arguments

void note_arguments(const Patient& patient, Findings& findings) {
  const BuildRequest& request = patient.setup.request;
  if (!request.cache_from.empty()) {
    note_seen("arguments",
              Sign::imports_cache,
              "--cache-from " + escape(request.cache_from.front()) + " brings layers of an earlier build",
              findings);
  }
  for (const std::string& stage : request.no_cache_filters) {
    if (patient.assessment.context.dockerfile->find_stage(stage)) continue;
    note_seen("arguments",
              Sign::filter_names_nothing,
              "--no-cache-filter " + escape(stage) +
                  " names no stage of the Dockerfile, so docker takes every layer from its cache",
              findings);
  }
}

}  // namespace

void look_at_project(const Patient& patient, Findings& findings) {
  if (!patient.has_folder) {
    findings.note("dockerfile", StepState::unknown, patient.unseen());
    return;
  }
  note_bins(patient, findings);
  if (!patient.assessment.context.dockerfile) {
    findings.note("dockerfile", StepState::unknown, "the Dockerfile is not visible");
    return;
  }
  note_ignored(patient, findings);
  note_unplaced(patient, findings);
  note_newer_input(patient, findings);
  note_mechanisms(patient, findings);
  note_other_sources(patient, findings);
  note_arguments(patient, findings);
}

}  // namespace cb21
