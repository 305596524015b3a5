// SPDX-License-Identifier: Apache-2.0
#include "proof/diagnosis.hpp"

#include "proof/proof.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cb21 {
namespace {

// The mechanism, where all of `needs` were seen and none of `excluded`.
struct Rule {
  using Signs = std::array<std::optional<Sign>, 2>;

  std::string_view mechanism;
  Weight weight;
  Signs needs;
  Signs excluded{};
};

// Of equal weight the upper one is named first.
constexpr auto k_rules = std::to_array<Rule>({
    {"deploy-path", Weight::shown, {Sign::tagged_as_another}},
    {"image-not-loaded", Weight::shown, {Sign::tag_behind_record}, {Sign::tagged_as_another}},
    {"one-arch-everywhere", Weight::shown, {Sign::other_machine}},
    {"host-target-copied", Weight::shown, {Sign::hosts_own_binary}},
    {"hardlink-classic", Weight::shown, {Sign::hard_linked_other}},
    {"unbuilt-bin", Weight::shown, {Sign::unbuilt_in_dockerfile, Sign::texts_missing}},
    {"unbuilt-bin", Weight::shown, {Sign::unbuilt_in_dockerfile, Sign::stub}},
    {"placeholder-main", Weight::shown, {Sign::placeholder_in_dockerfile, Sign::texts_missing}},
    {"placeholder-main", Weight::shown, {Sign::placeholder_in_dockerfile, Sign::stub}},
    {"wrong-bin", Weight::shown, {Sign::unmade_bin_in_dockerfile, Sign::texts_missing}},
    {"wrong-bin", Weight::shown, {Sign::ships_other_bin}},
    {"ignored-input", Weight::shown, {Sign::input_left_out}},
    {"lock-drift", Weight::shown, {Sign::lock_left_out}},
    {"clock-or-filesystem", Weight::shown, {Sign::copy_has_other_content, Sign::time_in_future}},
    {"same-stat-edit",
     Weight::shown,
     {Sign::copy_has_other_content, Sign::edited_after_image},
     {Sign::time_in_future}},
    {"same-name-context",
     Weight::shown,
     {Sign::copy_has_other_content},
     {Sign::edited_after_image, Sign::time_in_future}},
    {"dir-mode-change", Weight::shown, {Sign::layer_has_other_tree}},
    {"not-rebuilt", Weight::shown, {Sign::moved_since_verified}},

    {"same-stat-edit", Weight::likely, {Sign::copy_has_other_content}},
    {"same-name-context", Weight::likely, {Sign::copy_has_other_content}},
    {"placeholder-main", Weight::likely, {Sign::stub}},
    {"wrong-bin",
     Weight::likely,
     {Sign::texts_missing},
     {Sign::placeholder_in_dockerfile, Sign::unbuilt_in_dockerfile}},
    {"wrong-bin", Weight::likely, {Sign::main_not_built}},
    {"partial-invalidation", Weight::likely, {Sign::filter_names_nothing}},
    {"revert-with-target-mount",
     Weight::likely,
     {Sign::target_mount_in_dockerfile, Sign::layer_has_older_times}},
    {"non-rust-input", Weight::likely, {Sign::other_input_newer, Sign::target_mount_in_dockerfile}},
    {"container-not-recreated", Weight::likely, {Sign::old_container}},
    {"not-rebuilt", Weight::likely, {Sign::other_than_copied}},
    {"target-cache-mount", Weight::likely, {Sign::target_mount_in_dockerfile, Sign::tagged_after_edit}},
    {"not-rebuilt", Weight::likely, {Sign::older_than_source}, {Sign::tagged_after_edit}},
    {"not-rebuilt", Weight::likely, {Sign::other_digest}},

    {"cache-import", Weight::possible, {Sign::imports_cache}},
    {"fetched-in-run", Weight::possible, {Sign::fetched_in_run}},
    {"target-cache-mount", Weight::possible, {Sign::target_mount_in_dockerfile}},
    {"placeholder-main", Weight::possible, {Sign::placeholder_in_dockerfile}, {Sign::texts_found}},
    {"unbuilt-bin", Weight::possible, {Sign::unbuilt_in_dockerfile}, {Sign::texts_found}},
    {"wrong-bin", Weight::possible, {Sign::unmade_bin_in_dockerfile}, {Sign::texts_found}},
    {"image-not-loaded", Weight::possible, {Sign::builder_keeps_result}},
    {"stale-base", Weight::possible, {Sign::foreign_sources}},
});

static_assert(std::is_sorted(k_rules.begin(), k_rules.end(), [](const Rule& above, const Rule& below) {
  return above.weight > below.weight;
}));

struct Cure {
  std::string_view mechanism;
  Remedy remedy;
};

// Whatever is not here: Remedy::build.
constexpr auto k_remedies = std::to_array<Cure>({
    {"cache-import", Remedy::without_imports},
    {"container-not-recreated", Remedy::start_containers},
    {"fetched-in-run", Remedy::build_uncached},
    {"hardlink-classic", Remedy::other_builder},
    {"host-target-copied", Remedy::ignore_target},
    {"image-not-loaded", Remedy::build_and_load},
    {"non-rust-input", Remedy::build_uncached},
    {"partial-invalidation", Remedy::without_filter},
    {"revert-with-target-mount", Remedy::build_uncached},
    {"stale-base", Remedy::build_with_pull},
    {"target-cache-mount", Remedy::build_uncached},
    {"wrong-bin", Remedy::name_targets},
});

// Of what BuildKit's copy of the context has wrong.
constexpr std::string_view k_isolate =
    "build through cb21, which gives the context a name of its own, so that all of it is sent (with docker "
    "alone: docker builder prune --all --force, then build)";

constexpr std::string_view k_load =
    "let the name stand for the image that was verified, and add --load where the builder is not the "
    "engine's own";

constexpr auto k_isolated = std::to_array<std::string_view>(
    {"same-stat-edit", "same-name-context", "dir-mode-change", "clock-or-filesystem"});

const Observation* find(const std::vector<Observation>& seen, Sign sign) {
  const auto found = std::find_if(
      seen.begin(), seen.end(), [&](const Observation& observation) { return observation.sign == sign; });
  return found == seen.end() ? nullptr : &*found;
}

bool holds(const Rule& rule, const std::vector<Observation>& seen) {
  const auto there = [&](std::optional<Sign> sign) { return sign && find(seen, *sign) != nullptr; };
  const auto needed = [&](std::optional<Sign> sign) { return !sign || there(sign); };
  return std::all_of(rule.needs.begin(), rule.needs.end(), needed) &&
         std::none_of(rule.excluded.begin(), rule.excluded.end(), there);
}

std::string evidence_for(const Rule& rule, const std::vector<Observation>& seen) {
  std::string text;
  for (const std::optional<Sign> sign : rule.needs) {
    if (sign) text += (text.empty() ? "" : "; ") + find(seen, *sign)->evidence;
  }
  return text;
}

bool has(const std::vector<Candidate>& candidates, std::string_view mechanism) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return candidate.mechanism == mechanism;
  });
}

}  // namespace

std::string_view weight_name(Weight weight) {
  switch (weight) {
    case Weight::possible:
      return "possible";
    case Weight::likely:
      return "likely";
    case Weight::shown:
      break;
  }
  return "shown";
}

std::vector<Candidate> rank_mechanisms(const std::vector<Observation>& seen) {
  std::vector<Candidate> candidates;
  for (const Rule& rule : k_rules) {
    if (candidates.size() == k_most_candidates) break;
    if (!holds(rule, seen) || has(candidates, rule.mechanism)) continue;
    const bool outweighed = !candidates.empty() && candidates.front().weight == Weight::shown;
    const bool idle = outweighed || find(seen, Sign::verified_as_is) != nullptr;
    if (rule.weight == Weight::possible && idle) continue;
    candidates.push_back({std::string(rule.mechanism), rule.weight, evidence_for(rule, seen)});
  }
  return candidates;
}

Remedy remedy_of(std::string_view mechanism) {
  const auto* const found = std::find_if(
      k_remedies.begin(), k_remedies.end(), [&](const Cure& cure) { return cure.mechanism == mechanism; });
  return found == k_remedies.end() ? Remedy::build : found->remedy;
}

std::string_view cure_of_image(std::string_view mechanism) {
  if (mechanism == "image-not-loaded") return k_load;
  const bool isolated = std::find(k_isolated.begin(), k_isolated.end(), mechanism) != k_isolated.end();
  return isolated ? k_isolate : cure_of(mechanism);
}

}  // namespace cb21
