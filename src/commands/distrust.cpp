// SPDX-License-Identifier: Apache-2.0
#include "commands/distrust.hpp"

#include "docker/cache_prune.hpp"
#include "docker/isolation.hpp"
#include "docker/random_name.hpp"
#include "inputs/source_digest.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace cb21 {
namespace {

bool under_buildkit(const Assessment& assessment) {
  return assessment.builder.kind == BuilderFacts::Kind::buildkit;
}

Strategy allowed_strategy(const Setup& setup, const Assessment& assessment, Distrust& distrust) {
  if (setup.options.profile == Profile::production) return Strategy::no_cache;
  if (setup.options.strategy != Strategy::precise) return setup.options.strategy;
  if (setup.request.no_cache) return Strategy::no_cache;
  const auto obstacle = obstacle_to_precise(setup, assessment);
  if (!obstacle) return Strategy::precise;
  distrust.notes.push_back("strategy precise gives way to no-cache: " + *obstacle);
  return Strategy::no_cache;
}

void plan_strategy(const Setup& setup, const Assessment& assessment, Distrust& distrust) {
  distrust.changes.pull = setup.options.profile == Profile::production;
  if (assessment.decision.trust_cache()) {
    distrust.means = "cache kept";
    return;
  }
  switch (allowed_strategy(setup, assessment, distrust)) {
    case Strategy::no_cache:
      distrust.changes.no_cache = true;
      distrust.means = distrust.changes.pull ? "building with --no-cache --pull" : "building with --no-cache";
      break;
    case Strategy::prune:
      distrust.prune_everything = true;
      distrust.means = "pruning every project's cache of this builder, then building";
      break;
    case Strategy::precise:
      distrust.means = "building from an isolated context, layers kept by content";
      break;
  }
}

std::string named_key(const std::string& key, const std::string& name) {
  return to_hex(FieldDigest().field("project", key).field("context", name).value());
}

// A folder under the name of its own; nothing where no link can be made.
std::optional<std::string> isolate(const Setup& setup,
                                   const std::string& directory,
                                   const std::string& key,
                                   const Distrust& distrust) {
  return isolated_name(
      directory, key, distrust.generation, setup.state_directory, [&](const std::string& folder) {
        return setup.client.sees(folder);
      });
}

// BuildKit syncs the folder of a Dockerfile that -f names as a context of its own.
void isolate_dockerfile(const Setup& setup,
                        const Assessment& assessment,
                        const std::string& key,
                        Distrust& distrust) {
  const auto& path = assessment.context.dockerfile_path;
  if (!setup.request.dockerfile || !path) return;
  const std::size_t slash = path->rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : path->substr(0, std::max<std::size_t>(slash, 1));
  const auto link = isolate(setup, folder, named_key(key, "//dockerfile"), distrust);
  if (link)
    distrust.changes.dockerfile = *link + "/" + path->substr(slash == std::string::npos ? 0 : slash + 1);
}

bool isolate_contexts(const Setup& setup,
                      const Assessment& assessment,
                      const std::string& key,
                      Distrust& distrust) {
  for (const ContextRoot& root : assessment.context.roots) {
    const bool main = root.name.empty();
    const auto link = isolate(setup, root.path, main ? key : named_key(key, root.name), distrust);
    if (!link) return false;
    if (main) {
      distrust.changes.context = link;
    } else {
      distrust.changes.named_contexts[root.name] = *link;
    }
  }
  return true;
}

void isolate_everything(const Setup& setup, const Assessment& assessment, Distrust& distrust) {
  const std::string key = identity_key(assessment.identity);
  if (isolate_contexts(setup, assessment, key, distrust)) {
    isolate_dockerfile(setup, assessment, key, distrust);
    sweep_isolated_names(setup.state_directory, key, distrust.generation);
  } else {
    distrust.changes.context.reset();
    distrust.changes.named_contexts.clear();
    distrust.prune_contexts = true;
    distrust.no_shared_folder = true;
  }
}

void prune_contexts(const Setup& setup, const Assessment& assessment, Distrust& distrust) {
  const PruneResult result = prune(setup.client, assessment.builder, PruneScope::synced_contexts);
  const std::string why =
      distrust.no_shared_folder ? ", for docker and cb21 share no folder (is docker a snap?)" : "";
  distrust.notes.push_back("the context cannot be isolated by its name here" + why +
                           "; synced contexts pruned: " + result.detail);
  if (!result.worked)
    distrust.notes.emplace_back("a file edited with its size and time kept may be missed by BuildKit");
}

void prune_cache(const Setup& setup, const Assessment& assessment, Distrust& distrust) {
  const PruneResult result = prune(setup.client, assessment.builder, PruneScope::everything);
  distrust.notes.push_back(result.detail);
  if (result.worked) return;
  distrust.changes.no_cache = true;
  distrust.notes.emplace_back("pruning did not work: building with --no-cache instead");
}

// What a failed proof shows lies in the project or its Dockerfile: no cache is to blame, and none to be lost.
bool is_of_the_project(std::string_view mechanism) {
  static constexpr std::array<std::string_view, 8> k_mechanisms{"placeholder-main",
                                                                "wrong-bin",
                                                                "unbuilt-bin",
                                                                "one-arch-everywhere",
                                                                "ignored-input",
                                                                "lock-drift",
                                                                "host-target-copied",
                                                                "image-not-loaded"};
  return std::ranges::find(k_mechanisms, mechanism) != k_mechanisms.end();
}

// A failure, or a link of the chain that cannot be shown, for which a kept cache may be the reason.
bool a_cache_may_be_to_blame(const Verification& verification) {
  const Chain* chain = verification.custody ? &verification.custody->chain : nullptr;
  if (verification.verdict == Verdict::verified || verification.verdict == Verdict::not_built) return false;
  if (chain != nullptr && !chain->refuted() && !chain->climbing_may_help) return false;
  if (chain == nullptr && verification.verdict != Verdict::blocked) return false;
  const auto of_the_project = [](const auto& result) {
    return result.result == ProofResult::fail && is_of_the_project(result.mechanism);
  };
  if (chain != nullptr && std::ranges::any_of(chain->links, of_the_project)) return false;
  return std::ranges::none_of(verification.proofs, of_the_project);
}

}  // namespace

BuildKind kind_of(const Decision& decision, const Distrust& distrust) {
  if (distrust.changes.no_cache || distrust.prune_everything) return BuildKind::uncached;
  return decision.trust_cache() ? BuildKind::cached : BuildKind::partial;
}

std::optional<std::string> obstacle_to_precise(const Setup& setup, const Assessment& assessment) {
  if (!assessment.context.dockerfile) return "the Dockerfile is not visible";
  if (!assessment.recordable()) return "the inputs are not visible as a whole";
  if (!under_buildkit(assessment)) return "the classic builder cannot be isolated";
  if (setup.options.proof < ProofLevel::chain || setup.options.verify == VerifyMode::off)
    return "nothing would judge what comes out of the cache";
  return std::nullopt;
}

std::optional<std::string> digest_to_pass(const Setup& setup, const Assessment& assessment) {
  const auto& dockerfile = assessment.context.dockerfile;
  if (!dockerfile || !assessment.recordable() || !declares_source_digest(*dockerfile)) return std::nullopt;
  const auto& args = setup.request.build_args;
  const bool given = std::any_of(
      args.begin(), args.end(), [](const auto& arg) { return arg.first == k_source_digest_argument; });
  if (given) return std::nullopt;
  return source_digest(assessment.snapshot.files);
}

Distrust plan_distrust(const Setup& setup, const Assessment& assessment) {
  Distrust distrust;
  plan_strategy(setup, assessment, distrust);
  distrust.changes.source_digest = digest_to_pass(setup, assessment);
  const Record* record = assessment.record();
  const bool keep = record != nullptr && !assessment.decision.new_generation && !record->generation.empty();
  distrust.generation = keep ? record->generation : draw_random_name();
  const bool local = !assessment.context.roots.empty();
  distrust.prune_contexts = local && under_buildkit(assessment) && !assessment.builder.honours_context_name;
  return distrust;
}

bool keeps_cache(const Distrust& distrust) {
  return !distrust.changes.no_cache && !distrust.prune_everything;
}

Distrust climb(const Setup& setup, const Assessment& assessment, const Distrust& last) {
  Distrust next;
  next.changes.no_cache = true;
  next.changes.pull = last.changes.pull;
  next.changes.source_digest = digest_to_pass(setup, assessment);
  next.prune_contexts = last.prune_contexts;
  next.means = "building with --no-cache";
  next.generation = draw_random_name();
  return next;
}

std::optional<std::string> reason_to_climb(const Setup& setup,
                                           const Distrust& last,
                                           const Verification& verification) {
  if (!keeps_cache(last) || setup.options.verify == VerifyMode::off) return std::nullopt;
  if (!a_cache_may_be_to_blame(verification)) return std::nullopt;
  const LinkResult* link = verification.custody ? verification.custody->chain.first_open() : nullptr;
  return link == nullptr ? "the proof failed" : link->detail;
}

void carry_out(const Setup& setup, const Assessment& assessment, Distrust& distrust) {
  const bool local = !assessment.context.roots.empty();
  if (local && under_buildkit(assessment) && !distrust.prune_contexts)
    isolate_everything(setup, assessment, distrust);
  if (distrust.prune_everything) prune_cache(setup, assessment, distrust);
  if (distrust.prune_contexts && !distrust.prune_everything) prune_contexts(setup, assessment, distrust);
}

}  // namespace cb21
