// SPDX-License-Identifier: Apache-2.0
#include "commands/context_landing.hpp"

#include "commands/source_look.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/directory_walk.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/root_directory.hpp"
#include "sha256.hpp"

#include <fcntl.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace cb21 {
namespace {

// Content of a context's file as it is now; nullopt where it cannot be read, or is too long to hold.
struct ContentNow {
  Digest digest;
  std::string sha256;
};

std::optional<ContentNow> read_now(const BuildContext& context, const std::string& path) {
  const std::size_t colon = path.find(':');
  for (const ContextRoot& root : context.roots) {
    const bool named = colon != std::string::npos && root.name == path.substr(0, colon);
    if (root.name.empty() == named || (!root.name.empty() && !named)) continue;
    const Descriptor folder(open(root.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) continue;
    FileReader reader;
    const Descriptor file = open_below(folder.number(), named ? path.substr(colon + 1) : path);
    const auto content = reader.read(file.number(), Keep::text);
    if (content && content->text) return ContentNow{content->digest, to_hex(sha256_of(*content->text))};
  }
  return std::nullopt;
}

bool is_below_one_of(const std::vector<std::string>& places, const std::string& path) {
  return std::ranges::any_of(places, [&](const std::string& place) { return is_within(path, place); });
}

// Whether what units name lies where the context lands though no file of it is known to.
bool lacks_counterpart(const Landing& landing,
                       const std::string& path,
                       const std::vector<std::string>& places) {
  return !landing.files.contains(path) && is_below_one_of(places, path);
}

std::set<std::string> files_of_units(const StageEvidence& stage) {
  std::set<std::string> files;
  for (const CargoUnit& unit : stage.units) files.insert(unit.files.begin(), unit.files.end());
  return files;
}

void add_bind_targets(const RunInstruction& run, std::set<std::string>& folders) {
  for (const Mount& mount : run.mounts) {
    if (mount.type == "bind" && !mount.target.empty()) folders.insert(mount.target);
  }
}

// A RUN sees what its tmpfs and cache mounts hold in place of what a COPY put there, and nobody else sees a
// secret.
void contest_hidden(const RunInstruction& run, Landing& landing) {
  for (const Mount& mount : run.mounts) {
    if (mount.type == "secret" && !mount.target.empty()) landing.contested.insert(mount.target);
    if ((mount.type != "tmpfs" && mount.type != "cache") || mount.target.empty()) continue;
    for (const auto& [path, file] : landing.files) {
      if (is_within(path, mount.target)) landing.contested.insert(path);
    }
  }
}

}  // namespace

ContextLanding::ContextLanding(const Setup& setup, const Assessment& assessment)
    : setup_(setup),
      assessment_(assessment),
      names_(context_names(setup, assessment)),
      files_(assessment.snapshot) {}

LandedFile ContextLanding::landed(std::size_t file, bool with_content) {
  const FileEntry& entry = files_.files[file];
  if (!with_content) return {.context_path = entry.path, .sha256 = "", .moved = false, .line = 0};
  const auto known = read_.find(file);
  if (known != read_.end()) return known->second;
  const auto now = read_now(assessment_.context, entry.path);
  LandedFile landed{.context_path = entry.path, .sha256 = now ? now->sha256 : "", .moved = false, .line = 0};
  landed.moved = now && now->digest != entry.content;
  return read_.emplace(file, std::move(landed)).first->second;
}

void ContextLanding::put(Landing& landing, const std::string& path, const Placement& placement) {
  LandedFile file = landed(placement.file, asked_.contains(path));
  file.line = placement.line;
  landing.files.insert_or_assign(path, std::move(file));
}

void ContextLanding::put_mounted(const Placements& files,
                                 std::map<std::string, std::size_t>& mounted,
                                 Landing& landing) {
  for (const auto& [path, placement] : files) {
    const auto [first, added] = mounted.try_emplace(path, placement.file);
    if (!added && first->second != placement.file) landing.contested.insert(path);
    put(landing, path, placement);
  }
}

void ContextLanding::put_mounted(const StageSimulation& simulation,
                                 const StageEvidence& at,
                                 Landing& landing) {
  const Dockerfile& dockerfile = *assessment_.context.dockerfile;
  std::map<std::string, std::size_t> mounted;
  for (const std::size_t part : stage_lineage(dockerfile, at.stage)) {
    const Stage& stage = dockerfile.stages[part];
    for (const RunInstruction& run : stage.runs) {
      if (part == at.stage && run.instruction >= at.instruction) break;
      put_mounted(simulation.mounted_files(stage, run), mounted, landing);
      contest_hidden(run, landing);
    }
  }
}

Landing ContextLanding::land_stage(const StageSimulation& simulation, const StageEvidence& at) {
  const StageFiles placed = simulation.run_until(at.stage, at.instruction);
  Landing landing{
      .stage = at.stage, .instruction = at.instruction, .files = {}, .contested = {}, .gap = placed.gap};
  if (!placed.doubt.empty()) landing.gap = placed.doubt;
  for (const auto& [path, placement] : placed.placements) put(landing, path, placement);
  put_mounted(simulation, at, landing);
  return landing;
}

void ContextLanding::ask_for_contents(const StageEvidence& stage) {
  for (const auto& [path, file] : stage.files) {
    if (!file.sha256.empty()) asked_.insert(path);
  }
  asked_.merge(files_of_units(stage));
}

std::vector<Landing> ContextLanding::land_all(const Evidence& evidence) {
  for (const StageEvidence& stage : evidence.stages) ask_for_contents(stage);
  const Dockerfile& dockerfile = *assessment_.context.dockerfile;
  StageSimulation simulation(dockerfile, files_, names_);
  for (std::size_t stage = 0; stage < dockerfile.stages.size(); ++stage) simulation.run_whole(stage);
  std::vector<Landing> landings;
  for (const StageEvidence& stage : evidence.stages) landings.push_back(land_stage(simulation, stage));
  return landings;
}

bool ContextLanding::may_bring_manifest() const {
  const Dockerfile& dockerfile = *assessment_.context.dockerfile;
  StageSimulation simulation(dockerfile, files_, names_);
  for (std::size_t stage = 0; stage < dockerfile.stages.size(); ++stage) {
    simulation.run_whole(stage);
    const StageFiles placed = simulation.run_until(stage, k_end_of_stage);
    const bool manifest = std::ranges::any_of(
        placed.placements, [](const auto& placement) { return base_name(placement.first) == "Cargo.toml"; });
    if (manifest || !placed.gap.empty() || !placed.doubt.empty()) return true;
  }
  return false;
}

std::vector<Landing> ContextLanding::land(const Evidence& evidence) {
  std::vector<Landing> landings = land_all(evidence);
  const std::size_t known = files_.files.size();
  search_for(evidence, landings);
  return files_.files.size() == known ? landings : land_all(evidence);
}

void ContextLanding::search_for(const Evidence& evidence, const std::vector<Landing>& landings) {
  std::set<std::string, std::less<>> names;
  for (std::size_t i = 0; i < landings.size(); ++i) {
    const std::vector<std::string> folders = places(evidence.stages[i].stage);
    for (const std::string& path : files_of_units(evidence.stages[i])) {
      if (lacks_counterpart(landings[i], path, folders)) names.emplace(base_name(path));
    }
  }
  if (names.empty()) return;
  SnapshotOptions wanted =
      snapshot_options(setup_.options, assessment_.context, assessment_.target_mounts, assessment_.loaded);
  wanted.further.names = std::move(names);
  Snapshot found = take_snapshot(assessment_.context, wanted);
  std::vector<FileEntry> added;
  std::ranges::set_difference(
      found.files, files_.files, std::back_inserter(added), {}, &FileEntry::path, &FileEntry::path);
  if (added.empty()) return;
  read_.clear();
  files_.files.insert(files_.files.end(), added.begin(), added.end());
  std::ranges::sort(files_.files, {}, &FileEntry::path);
}

std::vector<std::string> ContextLanding::places(std::size_t stage) const {
  const Dockerfile& dockerfile = *assessment_.context.dockerfile;
  std::set<std::string> folders;
  for (const std::size_t part : stage_lineage(dockerfile, stage)) {
    for (const CopyInstruction& copy : dockerfile.stages[part].copies) folders.insert(copy.destination);
    for (const RunInstruction& run : dockerfile.stages[part].runs) add_bind_targets(run, folders);
  }
  std::vector<std::string> places;
  for (std::string folder : folders) {
    while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
    const bool below =
        std::ranges::any_of(places, [&](const std::string& place) { return is_within(folder, place); });
    if (!below) places.push_back(std::move(folder));
  }
  return places;
}

}  // namespace cb21
