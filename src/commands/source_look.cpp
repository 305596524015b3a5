// SPDX-License-Identifier: Apache-2.0
#include "commands/source_look.hpp"

#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/dockerfile_words.hpp"
#include "inputs/ignored_inputs.hpp"
#include "inputs/placed_files.hpp"
#include "inputs/unplaced_sources.hpp"
#include "inputs/unshipped_packages.hpp"
#include "proof/ignored_inputs.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace cb21 {
namespace {

// A name is an image reference (buildx ParseContextNames).
std::string context_name(const std::string& written) {
  static constexpr std::string_view k_tag = ":latest";
  std::string name = lower_case(written);
  if (name.ends_with(k_tag)) name.resize(name.size() - k_tag.size());
  return name;
}

std::vector<std::string> changed_sources(const Decision& decision) {
  std::vector<std::string> paths;
  for (const FileChange& change : decision.changes) {
    const bool there = change.kind == FileChange::Kind::changed || change.kind == FileChange::Kind::added;
    if (there && change.file_class == FileClass::rust_source) paths.push_back(change.path);
  }
  return paths;
}

Proof not_brought(const std::vector<std::string>& missing) {
  const std::string mechanism = "ignored-input";
  std::string detail = escape(missing.front());
  if (missing.size() > 1) detail += " and " + std::to_string(missing.size() - 1) + " more";
  return {.name = "inputs",
          .result = ProofResult::fail,
          .detail = detail + " changed, but no COPY brings it to the compiler",
          .mechanism = mechanism,
          .cure = std::string(cure_of(mechanism))};
}

}  // namespace

ContextNames context_names(const Setup& setup, const Assessment& assessment) {
  ContextNames names;
  for (const ContextRoot& root : assessment.context.roots) {
    if (!root.name.empty()) names.local.push_back(root.name);
  }
  for (const auto& [written, value] : setup.request.build_contexts) {
    const std::string name = context_name(written);
    const bool local = std::find(names.local.begin(), names.local.end(), name) != names.local.end();
    if (!local) names.other.push_back(name);
  }
  return names;
}

std::vector<Proof> look_at_ignored_inputs(const Setup& setup, const Assessment& assessment) {
  const auto& dockerfile = assessment.context.dockerfile;
  const auto stage = dockerfile ? find_compile_stage(*dockerfile, setup.request.target) : std::nullopt;
  if (!stage) return {};
  try {
    const PlacedFiles placed =
        place_files(*dockerfile, *stage, assessment.snapshot, context_names(setup, assessment));
    std::vector<IgnoredInput> ignored = find_ignored_inputs(assessment.context, assessment.snapshot, placed);
    const std::set<std::string> beside =
        unshipped_manifests(assessment.context, assessment.snapshot, setup.request.target);
    std::erase_if(ignored, [&](const IgnoredInput& input) { return beside.contains(input.manifest); });
    std::vector<Proof> proofs = judge_ignored_inputs(ignored);
    const std::vector<std::string> changed = changed_sources(assessment.decision);
    const UnplacedSources unplaced = find_unplaced_sources(changed, placed, assessment.snapshot);
    if (!unplaced.missing.empty()) proofs.push_back(not_brought(unplaced.missing));
    return proofs;
  } catch (const Error&) {
    // A bad ignore pattern, on which docker fails itself.
    return {};
  }
}

}  // namespace cb21
