// SPDX-License-Identifier: Apache-2.0
#include "evidence/evidence_reader.hpp"

#include "evidence/cargo_settings.hpp"
#include "evidence/probe_lines.hpp"
#include "evidence/probe_script.hpp"
#include "evidence/stage_artifacts.hpp"
#include "evidence/stage_dep_info.hpp"
#include "evidence/stage_units.hpp"
#include "evidence/unit_files.hpp"
#include "inputs/container_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

constexpr std::size_t k_most_result = 65U << 20U;  // the script's own bound is 64 MiB
constexpr std::size_t k_most_kept = 256U << 20U;

std::string result_name(std::size_t number, std::string_view kind) {
  return fmt::format("{}/{}", number, kind);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// Files with their digests first: of the same file below a landing folder only the times are told.
StageFiles read_files(const ProbeLines& lines) {
  StageFiles files;
  for (const PrintedFiles* printed : {&lines.named, &lines.placed}) {
    for (const auto& [path, file] : *printed) {
      StageFile named = file;
      named.path = absolute_path("/", file.path, TrailingSlash::drop);
      std::string key = named.path;
      files.emplace(std::move(key), std::move(named));
    }
  }
  return files;
}

bool is_mounted(const std::string& path, const ProbedPoint& point) {
  return std::any_of(point.cache_mounts.begin(), point.cache_mounts.end(), [&](const std::string& target) {
    return is_within(path, target);
  });
}

void mark_mounted(StageEvidence& evidence, const ProbedPoint& point) {
  for (CargoUnit& unit : evidence.units) unit.in_mount = is_mounted(unit.folder, point);
  for (CargoArtifact& artifact : evidence.artifacts)
    artifact.in_mount = is_mounted(artifact.file.path, point);
}

bool precedes(const CargoUnit& a, const CargoUnit& b) {
  return std::tie(a.folder, a.target) < std::tie(b.folder, b.target);
}

bool precedes(const CargoArtifact& a, const CargoArtifact& b) { return a.file.path < b.file.path; }

// Both are sorted, and so is the result.
template <typename Part>
void add_unseen(std::vector<Part>& parts, std::vector<Part>&& more) {
  const auto order = [](const Part& a, const Part& b) { return precedes(a, b); };
  std::vector<Part> unseen;
  for (Part& part : more) {
    const auto [first, last] = std::equal_range(parts.begin(), parts.end(), part, order);
    const bool seen = std::any_of(first, last, [&](Part other) {
      other.in_mount = part.in_mount;
      return other == part;
    });
    if (!seen) unseen.push_back(std::move(part));
  }
  parts.insert(parts.end(), std::make_move_iterator(unseen.begin()), std::make_move_iterator(unseen.end()));
  std::stable_sort(parts.begin(), parts.end(), order);
}

// Which files are read depends on the units that a look shows.
void merge_files(StageFiles& files, StageFiles&& hidden) {
  for (auto& [path, file] : hidden) {
    StageFile times = file;
    times.sha256.clear();
    const auto [at, added] = files.try_emplace(path, std::move(file));
    if (!added && at->second == times) at->second.sha256 = std::move(file.sha256);
  }
}

// What mounts hide is as true as what they show, and is of a layer. Of a file the mount's is kept: it is what
// the RUNs had.
void merge(StageEvidence& evidence, StageEvidence&& hidden) {
  evidence.truncated = evidence.truncated || hidden.truncated;
  if (evidence.why_none.empty()) evidence.why_none = hidden.why_none;
  evidence.whole_seconds = evidence.whole_seconds || hidden.whole_seconds;
  add_unseen(evidence.units, std::move(hidden.units));
  add_unseen(evidence.artifacts, std::move(hidden.artifacts));
  merge_files(evidence.files, std::move(hidden.files));
  std::ranges::move(hidden.settings, std::back_inserter(evidence.settings));
}

}  // namespace

EvidenceReader::EvidenceReader(const ProbeBuild& probe)
    : points_(probe.points),
      nonce_(probe.nonce),
      stream_({[this](const TarEntry& entry) { begin(entry); },
               [this](std::string_view content) { append(content); },
               [this] { open_ = nullptr; }}) {
  for (std::size_t number = 0; number < points_.size(); ++number) {
    for (const std::string_view kind : {k_with_mounts, k_without_mounts})
      results_.try_emplace(result_name(number, kind));
  }
}

void EvidenceReader::feed(std::string_view bytes) { stream_.feed(bytes); }

void EvidenceReader::begin(const TarEntry& entry) {
  std::string_view name = entry.name;
  if (name.starts_with("./")) name.remove_prefix(1);
  if (name.starts_with('/')) name.remove_prefix(1);
  const auto result = entry.type == TarEntry::Type::regular ? results_.find(name) : results_.end();
  open_ = result == results_.end() ? nullptr : &result->second;
}

void EvidenceReader::append(std::string_view content) {
  if (open_ == nullptr) return;
  const std::size_t room = std::min(k_most_result - open_->size(), k_most_kept - kept_);
  content = content.substr(0, room);
  open_->append(content);
  kept_ += content.size();
}

Evidence EvidenceReader::finish() {
  Evidence evidence;
  for (std::size_t number = 0; number < points_.size(); ++number) {
    const ProbedPoint& point = points_[number];
    const auto read = [&](std::string_view kind) {
      return read_probe_result(results_[result_name(number, kind)], nonce_, point);
    };
    StageEvidence stage = read(point.looks_behind_mounts ? k_with_mounts : k_without_mounts);
    if (point.looks_behind_mounts) {
      mark_mounted(stage, point);
      merge(stage, read(k_without_mounts));
    }
    evidence.stages.push_back(std::move(stage));
  }
  std::stable_sort(evidence.stages.begin(), evidence.stages.end(), [](const auto& a, const auto& b) {
    return std::tie(a.stage, a.instruction) < std::tie(b.stage, b.instruction);
  });
  return evidence;
}

StageEvidence read_probe_result(std::string_view text, std::string_view nonce, const ProbedPoint& point) {
  StageEvidence evidence;
  evidence.stage = point.stage;
  evidence.instruction = point.instruction;
  evidence.why_none = point.why_none;
  if (!evidence.why_none.empty()) return evidence;
  const ProbeLines lines = read_probe_lines(text, nonce);
  if (!lines.recognised) {
    evidence.why_none = "nothing that can be read was written down in the stage";
    return evidence;
  }
  if (!lines.missing.empty()) {
    evidence.why_none =
        fmt::format("the stage does not have the tools to look into it ({})", joined(lines.missing));
  }
  evidence.truncated = !lines.whole || point.incomplete;
  evidence.files = read_files(lines);
  evidence.whole_seconds = !lines.fractions && !lines.units.empty();
  evidence.settings = read_cargo_settings(lines.settings);
  const StageDepInfo dep_info(lines);
  std::vector<StageUnit> units = read_stage_units(lines);
  find_unit_files(units, dep_info, evidence.files);
  ProjectFiles project(evidence.files, profiles_of(units));
  for (StageUnit& unit : units) evidence.units.push_back(std::move(unit.unit));
  evidence.artifacts = read_stage_artifacts(lines, dep_info, evidence.units, std::move(project));
  return evidence;
}

}  // namespace cb21
