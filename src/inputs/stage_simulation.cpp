// SPDX-License-Identifier: Apache-2.0
#include "inputs/stage_simulation.hpp"

#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/dockerfile_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace cb21 {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return !name.empty() && std::find(names.begin(), names.end(), name) != names.end();
}

bool has_variable(std::string_view path) { return path.find('$') != std::string_view::npos; }

bool is_remote(std::string_view source) {
  return source.find("://") != std::string_view::npos || source.starts_with("git@");
}

// What ADD would unpack; docker goes by the content, which is not looked at here.
bool is_archive(std::string_view source) {
  static constexpr std::array<std::string_view, 6> k_endings = {
      ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst"};
  const std::string_view name = base_name(source);
  if (name.find(".tar.") != std::string_view::npos) return true;
  return std::any_of(
      k_endings.begin(), k_endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

bool has_file_below(const Placements& placements, const std::string& directory) {
  const std::string prefix = directory + "/";
  const auto at = placements.lower_bound(prefix);
  return at != placements.end() && at->first.starts_with(prefix);
}

void set_once(std::string& sentence, const std::string& text) {
  if (sentence.empty()) sentence = text;
}

std::string variable_sentence(std::string_view path, std::size_t line) {
  return fmt::format("the path {} on line {} has a variable that only docker knows", escape(path), line);
}

// Where a bind mount on a line puts what lies below its source.
void add_below(const Placements& placements, const Mount& mount, std::size_t line, Placements& mounted) {
  const std::string source = absolute_path("/", mount.source, TrailingSlash::drop);
  const std::string target = without_slash(mount.target);
  for (const auto& [path, placement] : placements) {
    if (!is_within(path, source)) continue;
    const std::string below = path.substr(source == "/" ? 0 : source.size());
    Placement at = placement;
    at.line = line;
    mounted[(target == "/" ? std::string() : target) + below] = at;
  }
}

}  // namespace

// What a COPY can take files from; nothing of the context is in it where `placements` is null.
struct StageSimulation::Origin {
  const Placements* placements = nullptr;
  const StageFiles* stage = nullptr;  // for a stage
  bool main = false;
};

StageSimulation::StageSimulation(const Dockerfile& dockerfile,
                                 const Snapshot& snapshot,
                                 const ContextNames& contexts)
    : dockerfile_(dockerfile), snapshot_(snapshot), names_(contexts) {
  for (std::size_t i = 0; i < snapshot.files.size(); ++i) {
    const FileEntry& file = snapshot.files[i];
    const std::size_t colon = file.path.find(':');
    const std::string name = file.path.substr(0, std::min(colon, file.path.size()));
    const bool named = colon != std::string::npos && holds(contexts.local, name);
    const std::string path = "/" + (named ? file.path.substr(colon + 1) : file.path);
    if (!named && file.file_class == FileClass::link) links_.insert(path);
    const bool regular = file.file_class != FileClass::link && file.file_class != FileClass::directory;
    if (!regular || path.starts_with("//")) continue;
    const auto depth = static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
    (named ? named_[name] : main_)[path] = {i, 0, depth - 1, 0, 0, false};
  }
}

bool StageSimulation::is_replaced(const Stage& stage) const {
  return holds(names_.local, stage.name) || holds(names_.other, stage.name);
}

const Placements* StageSimulation::local_context(const std::string& name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? nullptr : &found->second;
}

StageFiles StageSimulation::start(const Stage& stage) const {
  StageFiles files;
  if (is_replaced(stage)) {
    if (const Placements* context = local_context(stage.name)) files.placements = *context;
    files.doubt = "the stage " + escape(stage.name) + " is replaced by a build context";
  } else if (stage.base_stage) {
    files = stages_[*stage.base_stage];
    files.last_placing.reset();
  } else if (const Placements* context = local_context(lower_case(stage.base))) {
    files.placements = *context;
  }
  return files;
}

void StageSimulation::run_whole(std::size_t stage) {
  stages_.push_back(run_until(stage, std::numeric_limits<std::size_t>::max()));
}

StageFiles StageSimulation::run_until(std::size_t index, std::size_t instruction) const {
  const Stage& stage = dockerfile_.stages[index];
  StageFiles files = start(stage);
  if (is_replaced(stage)) return files;
  files.directories.insert(stage.workdir);
  auto run = stage.runs.begin();
  const auto see_runs_before = [&](std::size_t end) {
    for (; run != stage.runs.end() && run->instruction < end; ++run) see_run(files, stage, *run);
  };
  for (const CopyInstruction& copy : stage.copies) {
    if (copy.instruction >= instruction) break;
    see_runs_before(copy.instruction);
    see_copy(files, stage, copy);
  }
  see_runs_before(instruction);
  return files;
}

StageSimulation::Origin StageSimulation::origin_of(const Stage& stage,
                                                   const std::optional<std::string>& from) const {
  if (!from || from->empty()) return {&main_, nullptr, true};
  if (const std::optional<std::size_t> source = source_stage(dockerfile_, *from, stage.index)) {
    return {&stages_[*source].placements, &stages_[*source], false};
  }
  return {local_context(lower_case(*from)), nullptr, false};
}

void StageSimulation::see_copy(StageFiles& files, const Stage& stage, const CopyInstruction& copy) const {
  const Origin origin = origin_of(stage, copy.from);
  if (origin.placements == nullptr || copy.sources.empty()) {
    // Files that are not known may take the place of placed ones.
    ++files.runs;
    return;
  }
  CopyInstruction local = copy;
  auto& sources = local.sources;
  if (copy.add) sources.erase(std::remove_if(sources.begin(), sources.end(), is_remote), sources.end());
  for (const std::string& source : sources) see_source(files, copy, source, origin);
  apply(files, local, origin);
}

void StageSimulation::see_source(StageFiles& files,
                                 const CopyInstruction& copy,
                                 const std::string& source,
                                 const Origin& origin) const {
  if (copy.add && is_archive(source)) {
    set_once(files.gap, fmt::format("the ADD on line {} unpacks an archive", copy.line));
  }
  if (has_variable(source) && may_name_files(*origin.placements, source)) {
    set_once(files.doubt, variable_sentence(source, copy.line));
  }
  const std::string path = absolute_path("/", source, TrailingSlash::drop);
  const bool linked = origin.main && std::any_of(links_.begin(), links_.end(), [&](const std::string& link) {
                        return is_within(path, link);
                      });
  if (linked) {
    set_once(files.gap, fmt::format("the source {} on line {} is a link", escape(source), copy.line));
  }
}

// What is in doubt about the stage that a COPY takes from is so about what it brings.
void StageSimulation::see_origin(StageFiles& files, const Origin& origin, bool placing) {
  if (origin.stage == nullptr) return;
  if (!placing) ++files.runs;
  if (!origin.stage->doubt.empty()) set_once(files.gap, origin.stage->doubt);
  if (!origin.stage->gap.empty()) set_once(files.gap, origin.stage->gap);
}

void StageSimulation::apply(StageFiles& files, const CopyInstruction& copy, const Origin& origin) {
  const auto is_directory = [&](const std::string& path) {
    return is_known_directory(path) || files.directories.contains(path) ||
           has_file_below(files.placements, path);
  };
  CopyEffect effect;
  try {
    effect = copy_files(*origin.placements, copy, is_directory);
  } catch (const Error&) {
    set_once(files.doubt, fmt::format("the COPY on line {} has a pattern that docker refuses", copy.line));
  }
  const bool placing = !effect.files.empty();
  if (placing && has_variable(copy.destination)) {
    set_once(files.doubt, variable_sentence(copy.destination, copy.line));
  }
  see_origin(files, origin, placing);
  for (auto& [path, placement] : effect.files) {
    const bool altered = origin.stage != nullptr && origin.stage->runs > placement.runs;
    files.placements[path] = {placement.file,
                              copy.line,
                              placement.whole_parents,
                              files.runs,
                              files.removals,
                              placement.altered || altered};
  }
  if (placing) files.last_placing = copy.instruction;
  files.excluded.insert(files.excluded.end(), effect.excluded.begin(), effect.excluded.end());
  if (copy.destination.ends_with('/')) files.directories.insert(without_slash(copy.destination));
}

void StageSimulation::see_run(StageFiles& files, const Stage& stage, const RunInstruction& run) const {
  const RunTraces traces = trace_run(run);
  ++files.runs;
  if (traces.removes) ++files.removals;
  files.directories.insert(traces.work_directories.begin(), traces.work_directories.end());
  files.directories.insert(traces.made_directories.begin(), traces.made_directories.end());
  files.made_sources.insert(files.made_sources.end(), traces.made_sources.begin(), traces.made_sources.end());
  if (!mounts_sources(stage, run)) return;
  set_once(files.gap, fmt::format("the RUN on line {} gets sources from a mount", run.line));
}

Placements StageSimulation::mounted_files(const Stage& stage, const RunInstruction& run) const {
  Placements mounted;
  for (const Mount& mount : run.mounts) {
    if (mount.type != "bind" || mount.target.empty()) continue;
    const Origin origin = origin_of(stage, mount.from);
    if (origin.placements == nullptr) continue;
    add_below(*origin.placements, mount, run.line, mounted);
  }
  return mounted;
}

bool StageSimulation::mounts_sources(const Stage& stage, const RunInstruction& run) const {
  return std::any_of(run.mounts.begin(), run.mounts.end(), [&](const Mount& mount) {
    if (mount.type != "bind") return false;
    const Origin origin = origin_of(stage, mount.from);
    if (origin.placements == nullptr) return false;
    const std::string path = absolute_path("/", mount.source, TrailingSlash::drop);
    return std::any_of(origin.placements->begin(), origin.placements->end(), [&](const auto& placed) {
      const bool inside = has_variable(path) || is_within(placed.first, path);
      return inside && snapshot_.files[placed.second.file].file_class == FileClass::rust_source;
    });
  });
}

std::vector<std::string> StageSimulation::work_directories(std::size_t stage, std::size_t instruction) const {
  std::set<std::string> found;
  for (const std::size_t part : stage_lineage(dockerfile_, stage)) {
    for (const RunInstruction& run : dockerfile_.stages[part].runs) {
      if (part == stage && run.instruction > instruction) continue;
      const RunTraces traces = trace_run(run);
      found.insert(traces.work_directories.begin(), traces.work_directories.end());
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace cb21
