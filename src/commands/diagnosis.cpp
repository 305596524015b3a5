// SPDX-License-Identifier: Apache-2.0
#include "commands/diagnosis.hpp"

#include "cli/image_reference.hpp"
#include "escape.hpp"

#include <algorithm>
#include <array>

namespace cb21 {

namespace {

// "hello" and "docker.io/library/hello:latest" are one name.
std::string full_name(const std::string& reference) {
  const auto parsed = parse_image_reference(reference);
  return parsed ? parsed->familiar() : reference;
}

// What else makes the next build uncached says nothing of an image.
bool is_change(const Reason& reason) {
  static constexpr std::array k_changes{ReasonCode::rust_source_changed,
                                        ReasonCode::rust_source_added,
                                        ReasonCode::rust_source_removed,
                                        ReasonCode::cargo_config_changed,
                                        ReasonCode::toolchain_changed,
                                        ReasonCode::build_input_changed,
                                        ReasonCode::same_stat_edit};
  return std::find(k_changes.begin(), k_changes.end(), reason.code) != k_changes.end();
}

}  // namespace

std::string_view state_name(StepState state) {
  switch (state) {
    case StepState::fine:
      return "fine";
    case StepState::against:
      return "against";
    case StepState::unknown:
      return "unknown";
    case StepState::noted:
      break;
  }
  return "noted";
}

std::string Patient::unseen() const {
  if (!has_folder) return "the build's folder was not given: cb21 diagnose IMAGE DIR";
  if (!assessment.context.not_visible.empty()) return assessment.context.not_visible.front();
  if (!assessment.snapshot.unreadable.empty()) return escape(assessment.snapshot.unreadable.front());
  return {};
}

const Record* Patient::verified() const {
  const Record* record = assessment.record();
  return record != nullptr && record->image_id == image.id ? record : nullptr;
}

std::string Patient::other_name() const {
  const std::string name = full_name(reference);
  if (std::ranges::find(image.names, name) == image.names.end()) return {};
  const auto other = std::ranges::find_if(image.names, [&](const std::string& each) { return each != name; });
  return other == image.names.end() ? std::string() : *other;
}

bool Patient::behind_record() const {
  constexpr std::int64_t k_second = 1'000'000'000;
  const Record* record = assessment.record();
  return record != nullptr && !record->image_id.empty() && record->image_id != image.id && made &&
         *made < record->verified_at * k_second;
}

const Reason* Patient::change_since_verified() const {
  const auto& reasons = assessment.decision.reasons;
  const auto found = std::find_if(reasons.begin(), reasons.end(), is_change);
  return found == reasons.end() ? nullptr : &*found;
}

std::vector<RunningContainer> Patient::old_containers() const {
  const std::string name = full_name(reference);
  std::vector<RunningContainer> old;
  for (const RunningContainer& container : running) {
    if (container.image_id != image.id && full_name(container.reference) == name) old.push_back(container);
  }
  return old;
}

std::string named_paths(const std::vector<std::string>& paths) {
  if (paths.empty()) return {};
  std::string text = escape(paths.front());
  if (paths.size() > 1) text += " and " + std::to_string(paths.size() - 1) + " more";
  return text;
}

// An id can be given to no build, and a short one looks like a name.
std::vector<std::string> arguments_with_tag(const Patient& patient) {
  std::vector<std::string> words = patient.setup.request.arguments;
  const bool is_id = patient.image.id.find(patient.reference) != std::string::npos;
  if (!patient.setup.request.tags.empty() || is_id || !parse_image_reference(patient.reference)) return words;
  words.insert(words.begin(), {"-t", patient.reference});
  return words;
}

}  // namespace cb21
