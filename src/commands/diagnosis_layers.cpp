// SPDX-License-Identifier: Apache-2.0
// What BuildKit still has of the build: its copy of the contexts, under the names that plain docker gives
// them, and the sources in the compile stage.
#include "commands/diagnosis.hpp"
#include "commands/generated_build.hpp"
#include "commands/source_look.hpp"
#include "docker/image_time.hpp"
#include "docker/random_name.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/directory_stages.hpp"
#include "inputs/path_name.hpp"
#include "inputs/sent_file.hpp"
#include "inputs/source_stages.hpp"
#include "proof/layer_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace cb21 {
namespace {

constexpr std::int64_t k_second = 1'000'000'000;
// A context that is larger, or steps before the compiler that take longer, are not worth a diagnosis.
constexpr std::size_t k_most_bytes = 512U << 20U;
constexpr int k_patience_ms = 120'000;

// One generated build read to its end. Throws Error for a stream that cannot be read.
class Look {
 public:
  Look(const Patient& patient, LayerPlaces wanted) : patient_(patient), reader_(std::move(wanted)) {}

  // Nothing where docker did not build the stage; trouble() then says why.
  std::optional<LayerFiles> take(const std::string& dockerfile, const std::string& target) {
    trouble_ =
        stream_generated_build(patient_.setup,
                               patient_.assessment,
                               {},
                               {.dockerfile = dockerfile, .target = target, .timeout_ms = k_patience_ms},
                               [this](std::string_view bytes) { return feed(bytes); });
    if (size_ > k_most_bytes) trouble_ = "what docker has of it is too large to be looked at";
    if (!trouble_.empty()) return std::nullopt;
    return reader_.finish();
  }

  const std::string& trouble() const { return trouble_; }

 private:
  bool feed(std::string_view bytes) {
    size_ += bytes.size();
    if (size_ > k_most_bytes) return false;
    reader_.feed(bytes);
    return true;
  }

  const Patient& patient_;
  LayerFilesReader reader_;
  std::size_t size_ = 0;
  std::string trouble_;
};

// The main context has no name; named ones are spelled "NAME:path" in a snapshot.
std::optional<FileStatus> status_on_disk(const BuildContext& context, const std::string& path) {
  return context.roots.empty() ? std::nullopt : regular_file_status(context.roots.front(), path);
}

void note_times_of(const Patient& patient, const std::string& path, Findings& findings) {
  const auto status = status_on_disk(patient.assessment.context, path);
  if (!status) return;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  if (std::chrono::seconds(status->mtime) > now + std::chrono::minutes(1)) {
    findings.see(Sign::time_in_future,
                 escape(path) + " has a time in the future (" + time_text(status->mtime * k_second) + ")");
  }
  if (!patient.made || status->changed_ns <= *patient.made) return;
  findings.see(Sign::edited_after_image,
               escape(path) + " was changed on disk " + time_text(status->changed_ns) +
                   ", after the image was made, and has a time from before");
}

std::string tree_text(const LayerDifferences& differences) {
  const bool mode = !differences.directories.empty();
  return named_paths(mode ? differences.directories : differences.links) + ": docker takes a layer where " +
         (mode ? "it has another mode than on disk" : "the link leads elsewhere than on disk");
}

void note_copy(const Patient& patient, LayerDifferences differences, Findings& findings) {
  if (!differences.content.empty()) {
    const std::set<std::string> moved = moved_paths(patient.setup, patient.assessment);
    std::erase_if(differences.content, [&](const std::string& path) { return moved.contains(path); });
  }
  if (!differences.content.empty()) {
    findings.note_against("sources",
                          Sign::copy_has_other_content,
                          named_paths(differences.content) +
                              ": docker's copy of the context has other content than the disk, of the "
                              "same size and time");
    note_times_of(patient, differences.content.front(), findings);
  } else {
    findings.note("sources",
                  StepState::noted,
                  fmt::format("docker's copy of the context has {} compile inputs as they are on disk: what "
                              "it builds now is made of these",
                              differences.equal));
  }
}

void look_at_copy(const Patient& patient, Findings& findings) {
  const Assessment& assessment = patient.assessment;
  const SourceStages stages = context_sources(
      *assessment.context.dockerfile, assessment.snapshot, context_names(patient.setup, assessment));
  Look look(patient, places_in_copy(assessment.snapshot, stages.folders));
  const auto copy = look.take(stages.text, stages.target);
  if (copy) {
    note_copy(patient, compare_layer(assessment.snapshot, *copy), findings);
  } else {
    findings.note("sources", StepState::unknown, look.trouble());
  }
}

// Gives the last stage a parent that no other has: BuildKit keeps a COPY by parent and content, so that a
// look at the same files, with other times, would be answered from an earlier one.
std::string set_apart(std::string text, const std::string& target) {
  const std::string end = " " + target + "\n";
  const std::size_t at = text.rfind(end);
  if (at != std::string::npos) text.insert(at + end.size(), "WORKDIR /cb21-" + draw_random_name() + "\n");
  return text;
}

// Only where cargo may have something to compare the times with.
void look_at_stage_times(const Patient& patient, const PlacedFiles& placed, Findings& findings) {
  const Assessment& assessment = patient.assessment;
  if (!patient.assessment.target_mounts.any) return;
  const SourceStages stages = compile_stage_sources(
      assessment.context.dockerfile_text, *assessment.context.dockerfile, placed, assessment.snapshot, true);
  Look look(patient, places_in_stage(placed, stages.folders));
  const auto files = look.take(set_apart(stages.text, stages.target), stages.target);
  const auto older = files ? older_in_stage(assessment.snapshot, *files) : std::vector<std::string>();
  if (older.empty()) return;
  findings.note_against("layers",
                        Sign::layer_has_older_times,
                        named_paths(older) +
                            ": docker takes the layer of an earlier build with the same content, where it "
                            "has an older time than on disk");
}

// What compiles in modes and links: a build script, or a source behind a link.
bool reads_the_tree(const FileEntry& file) {
  return file.file_class == FileClass::link || base_name(file.path) == "build.rs";
}

void look_at_stage_tree(const Patient& patient, const PlacedFiles& placed, Findings& findings) {
  const Assessment& assessment = patient.assessment;
  const auto& files = assessment.snapshot.files;
  if (std::none_of(files.begin(), files.end(), reads_the_tree)) return;
  DirectoryStages stages = compile_stage_directories(
      assessment.context.dockerfile_text, *assessment.context.dockerfile, placed, assessment.snapshot);
  if (stages.places.empty()) return;
  Look look(patient, std::move(stages.places));
  const auto seen = look.take(set_apart(stages.text, stages.target), stages.target);
  if (!seen) return;
  const LayerDifferences differences = compare_layer(assessment.snapshot, *seen);
  if (differences.directories.empty() && differences.links.empty()) return;
  findings.note_against("layers", Sign::layer_has_other_tree, tree_text(differences));
}

void look_at_stage(const Patient& patient, Findings& findings) {
  const Assessment& assessment = patient.assessment;
  const auto stage = find_compile_stage(*assessment.context.dockerfile, patient.setup.request.target);
  if (!stage) return;
  const PlacedFiles placed = place_files(
      *assessment.context.dockerfile, *stage, assessment.snapshot, context_names(patient.setup, assessment));
  look_at_stage_times(patient, placed, findings);
  look_at_stage_tree(patient, placed, findings);
}

}  // namespace

void look_at_layers(const Patient& patient, Findings& findings) {
  const Assessment& assessment = patient.assessment;
  std::string why = patient.unseen();
  if (assessment.builder.kind == BuilderFacts::Kind::classic) why = "the classic builder exports no stages";
  if (why.empty()) why = obstacle_to_generated_build(patient.setup, assessment);
  if (!why.empty()) {
    findings.note("sources", StepState::unknown, why);
    return;
  }
  if (patient.verified() != nullptr) {
    findings.note("sources", StepState::noted, "the record tells what this image was made of");
    return;
  }
  try {
    look_at_copy(patient, findings);
    look_at_stage(patient, findings);
  } catch (const Error& error) {
    findings.note("sources", StepState::unknown, error.what());
  }
}

}  // namespace cb21
