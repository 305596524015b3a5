// SPDX-License-Identifier: Apache-2.0
#include "commands/source_look.hpp"

#include "commands/generated_build.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/dockerfile_words.hpp"
#include "inputs/ignored_inputs.hpp"
#include "inputs/placed_files.hpp"
#include "inputs/source_stages.hpp"
#include "inputs/unplaced_sources.hpp"
#include "proof/ignored_inputs.hpp"
#include "proof/sources_reader.hpp"
#include "proof/sources_seen.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace cb21 {
namespace {

// A name is an image reference (buildx ParseContextNames).
std::string context_name(const std::string& written) {
  static constexpr std::string_view k_tag = ":latest";
  std::string name = lower_case(written);
  if (name.ends_with(k_tag)) name.resize(name.size() - k_tag.size());
  return name;
}

// Asked only where something differs: it scans the inputs once more.
using MovedPaths = std::function<std::set<std::string>()>;

// The looks into one build.
class Looker {
 public:
  Looker(const Setup& setup, const Assessment& assessment, const ArgumentChanges& changes)
      : setup_(setup), assessment_(assessment), changes_(changes), names_(context_names(setup, assessment)) {}

  PlacedFiles place(std::size_t compile_stage) const {
    return place_files(dockerfile(), compile_stage, assessment_.snapshot, names_);
  }

  // Docker fails where a file is missing that nothing seems to have taken away: once more, then, in a way
  // that cannot.
  std::optional<SourcesLook> stage(const PlacedFiles& placed) {
    auto look = take(stage_text(placed, false));
    return look ? std::move(look) : take(stage_text(placed, true));
  }

  std::optional<SourcesLook> context() {
    return take(context_sources(dockerfile(), assessment_.snapshot, names_));
  }

  // Why the last look saw nothing.
  const std::string& trouble() const { return trouble_; }

 private:
  const Dockerfile& dockerfile() const { return *assessment_.context.dockerfile; }

  SourceStages stage_text(const PlacedFiles& placed, bool tolerant) const {
    return compile_stage_sources(
        assessment_.context.dockerfile_text, dockerfile(), placed, assessment_.snapshot, tolerant);
  }

  std::optional<SourcesLook> take(const SourceStages& stages) {
    SourcesReader reader(stages.folders);
    trouble_ = stream_generated_build(setup_,
                                      assessment_,
                                      changes_,
                                      {.dockerfile = stages.text, .target = stages.target},
                                      [&](std::string_view bytes) {
                                        reader.feed(bytes);
                                        return true;
                                      });
    if (!trouble_.empty()) return std::nullopt;
    return SourcesLook{.folders = stages.folders, .seen = reader.finish(), .left_out = stages.left_out};
  }

  const Setup& setup_;
  const Assessment& assessment_;
  const ArgumentChanges& changes_;
  ContextNames names_;
  std::string trouble_;
};

Proof inconclusive(std::string detail) {
  return {.name = "sources", .result = ProofResult::inconclusive, .detail = std::move(detail)};
}

Proof judge_unknown(Looker& looker, SourcesQuestion question, const MovedPaths& moved_paths) {
  const auto context = looker.context();
  if (!context) return inconclusive(looker.trouble());
  question.moved = moved_paths();
  return judge_context(question, *context);
}

Proof judge_known(Looker& looker, SourcesQuestion question, const MovedPaths& moved_paths) {
  const auto stage = looker.stage(question.placed);
  if (!stage) return inconclusive(looker.trouble());
  if (!needs_context_look(question, *stage)) return judge_sources(question, *stage, nullptr);
  const auto context = looker.context();
  if (!context) return inconclusive(looker.trouble());
  question.moved = moved_paths();
  return judge_sources(question, *stage, &*context);
}

std::vector<std::string> changed_sources(const Decision& decision) {
  std::vector<std::string> paths;
  for (const FileChange& change : decision.changes) {
    const bool there = change.kind == FileChange::Kind::changed || change.kind == FileChange::Kind::added;
    if (there && change.file_class == FileClass::rust_source) paths.push_back(change.path);
  }
  return paths;
}

Proof ignored_input(const std::vector<std::string>& missing) {
  const std::string mechanism = "ignored-input";
  std::string detail = escape(missing.front());
  if (missing.size() > 1) detail += " and " + std::to_string(missing.size() - 1) + " more";
  return {.name = "sources",
          .result = ProofResult::fail,
          .detail = detail + " changed, but no COPY brings it to the compiler",
          .mechanism = mechanism,
          .cure = std::string(cure_of(mechanism))};
}

void look(const Setup& setup,
          const Assessment& assessment,
          const ArgumentChanges& changes,
          SourceFindings& findings) {
  const auto compile_stage = find_compile_stage(*assessment.context.dockerfile, setup.request.target);
  if (!compile_stage) return;
  Looker looker(setup, assessment, changes);
  const PlacedFiles placed = looker.place(*compile_stage);
  const SourcesQuestion question{.snapshot = assessment.snapshot, .placed = placed, .moved = {}};
  const MovedPaths moved = [&] { return moved_paths(setup, assessment); };
  if (obstacle_to_generated_build(setup, assessment).empty()) {
    findings.proofs.push_back(placed.unknown.empty() ? judge_known(looker, question, moved)
                                                     : judge_unknown(looker, question, moved));
  }
  UnplacedSources unplaced =
      find_unplaced_sources(changed_sources(assessment.decision), placed, assessment.snapshot);
  if (!unplaced.missing.empty()) findings.proofs.push_back(ignored_input(unplaced.missing));
  findings.harmless = std::move(unplaced.harmless);
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

SourceFindings look_at_sources(const Setup& setup,
                               const Assessment& assessment,
                               const ArgumentChanges& changes) {
  SourceFindings findings;
  if (!assessment.context.dockerfile) return findings;
  try {
    look(setup, assessment, changes, findings);
  } catch (const Error& error) {
    findings.proofs.push_back(inconclusive(error.what()));
  }
  return findings;
}

std::vector<Proof> look_at_ignored_inputs(const Setup& setup, const Assessment& assessment) {
  const auto& dockerfile = assessment.context.dockerfile;
  const auto stage = dockerfile ? find_compile_stage(*dockerfile, setup.request.target) : std::nullopt;
  if (!stage) return {};
  try {
    const PlacedFiles placed =
        place_files(*dockerfile, *stage, assessment.snapshot, context_names(setup, assessment));
    return judge_ignored_inputs(find_ignored_inputs(assessment.context, assessment.snapshot, placed));
  } catch (const Error&) {
    // A bad ignore pattern, on which docker fails itself.
    return {};
  }
}

}  // namespace cb21
