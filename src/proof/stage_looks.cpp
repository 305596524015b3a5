// SPDX-License-Identifier: Apache-2.0
#include "proof/stage_looks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace cb21 {
namespace {

constexpr std::int64_t k_second_ns = 1'000'000'000;

const Landing* find_landing(const std::vector<Landing>& landings, const StageEvidence& evidence) {
  const Landing* at_end = nullptr;
  for (const Landing& landing : landings) {
    if (landing.stage != evidence.stage) continue;
    if (landing.instruction == evidence.instruction) return &landing;
    if (landing.instruction == k_end_of_stage) at_end = &landing;
  }
  return at_end;
}

std::string incomplete_words(const StageEvidence& evidence) {
  if (!evidence.why_none.empty()) return evidence.why_none;
  return evidence.truncated ? "a stage holds more than could be looked at" : "";
}

}  // namespace

const StageFile* StageLook::file(const std::string& path) const {
  const auto found = evidence->files.find(path);
  return found == evidence->files.end() ? nullptr : &found->second;
}

const LandedFile* StageLook::landed(const std::string& path) const {
  const auto found = landing->files.find(path);
  return found == landing->files.end() ? nullptr : &found->second;
}

StageLooks::StageLooks(const ChainFacts& facts) : facts_(facts) {
  unknown_.gap = "it is not known what the context brings to this stage";
  for (const Landing& landing : facts.landings) {
    for (const auto& [path, landed] : landing.files) {
      if (!landed.sha256.empty()) digests_.emplace(landed.context_path, landed.sha256);
    }
  }
  for (const StageEvidence& evidence : facts.evidence.stages) {
    const Landing* landing = find_landing(facts.landings, evidence);
    looks_.push_back({&evidence, landing == nullptr ? &unknown_ : landing});
  }
  std::ranges::stable_sort(looks_, [](const StageLook& a, const StageLook& b) {
    return std::pair(a.evidence->stage, a.evidence->instruction) <
           std::pair(b.evidence->stage, b.evidence->instruction);
  });
}

std::vector<StageLook> StageLooks::ends() const {
  std::vector<StageLook> found;
  std::ranges::copy_if(looks_, std::back_inserter(found), [](const StageLook& look) {
    return look.evidence->instruction == k_end_of_stage;
  });
  return found;
}

std::vector<StageLook> StageLooks::of(std::size_t stage) const {
  std::vector<StageLook> found;
  std::ranges::copy_if(looks_, std::back_inserter(found), [&](const StageLook& look) {
    return look.evidence->stage == stage;
  });
  return found;
}

bool StageLooks::has_cuts(std::size_t stage) const {
  return std::ranges::any_of(looks_, [&](const StageLook& look) {
    return look.evidence->stage == stage && look.evidence->instruction != k_end_of_stage;
  });
}

std::set<std::size_t> StageLooks::stages_without_cuts() const {
  std::set<std::size_t> found;
  for (const StageLook& look : looks_) {
    const bool worth = look.evidence->why_none.empty() && !has_cuts(look.evidence->stage);
    if (worth) found.insert(look.evidence->stage);
  }
  return found;
}

std::string StageLooks::incomplete(std::size_t stage) const {
  for (const StageLook& look : of(stage)) {
    std::string words = incomplete_words(*look.evidence);
    if (!words.empty()) return words;
  }
  return "";
}

std::string StageLooks::incomplete() const {
  if (!facts_.evidence.trouble.empty()) return facts_.evidence.trouble;
  for (const StageLook& look : looks_) {
    std::string words = incomplete_words(*look.evidence);
    if (!words.empty()) return words;
  }
  return "";
}

const std::string& StageLooks::digest_of(const LandedFile& landed) const {
  const auto found = digests_.find(landed.context_path);
  return found == digests_.end() ? landed.sha256 : found->second;
}

std::string StageLooks::run_words(std::size_t stage, std::size_t instruction) const {
  const auto line = facts_.run_lines.find({stage, instruction});
  return line == facts_.run_lines.end() ? "a RUN" : fmt::format("the RUN in line {}", line->second);
}

std::int64_t seconds_of(std::int64_t nanoseconds) { return nanoseconds / k_second_ns; }

bool is_unpacked(const CargoUnit& unit) {
  return unit.invoked_ns % k_second_ns == 0 && unit.invoked_ctime_ns != unit.invoked_ns;
}

bool came_before(const StageLook& look, const StageFile& file, const CargoUnit& unit) {
  if (is_unpacked(unit)) return false;
  if (!look.evidence->whole_seconds) return file.ctime_ns < unit.invoked_ns;
  return seconds_of(file.ctime_ns) < seconds_of(unit.invoked_ns);
}

bool in_order(std::int64_t earlier_ns, std::int64_t later_ns, bool whole_seconds) {
  return whole_seconds ? seconds_of(earlier_ns) <= seconds_of(later_ns) : earlier_ns <= later_ns;
}

}  // namespace cb21
