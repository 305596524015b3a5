// SPDX-License-Identifier: Apache-2.0
#include "commands/assessment.hpp"

#include "error.hpp"
#include "escape.hpp"
#include "inputs/binary_targets.hpp"
#include "inputs/fetched_sources.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

namespace cb21 {
namespace {

std::string real_path(const std::string& path) {
  std::error_code error;
  const auto resolved = std::filesystem::canonical(path, error);
  return error ? path : resolved.string();
}

std::string join(const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) joined += (joined.empty() ? "" : ",") + value;
  return joined;
}

std::string dockerfile_identity(const BuildRequest& request, const BuildContext& context) {
  if (context.dockerfile_path) return real_path(*context.dockerfile_path);
  return request.dockerfile.value_or("");
}

Builder builder_of(const BuilderFacts& facts) {
  return facts.kind == BuilderFacts::Kind::classic ? Builder::legacy : Builder::buildkit;
}

// Build arguments reach cargo and its build scripts, but no source: with a target mount a build with others
// is another one. Elsewhere docker's layers tell them apart.
std::string arguments_identity(const BuildRequest& request, const BuildContext& context) {
  if (request.build_args.empty() || !context.dockerfile) return {};
  if (!find_target_mounts(*context.dockerfile, request.target).any) return {};
  FieldDigest digest;
  for (const auto& [name, value] : request.build_args) digest.field(name, value);
  return ", build arguments " + to_hex(digest.value());
}

// Docker passes over such a name without a word (docker/buildx build/opt.go).
bool filters_no_stage(const BuildRequest& request, const BuildContext& context) {
  if (!context.dockerfile) return false;
  return std::any_of(request.no_cache_filters.begin(),
                     request.no_cache_filters.end(),
                     [&](const std::string& stage) { return !context.dockerfile->find_stage(stage); });
}

// What the compiler gets from elsewhere is as little visible as a remote context.
void note_fetched_sources(const Setup& setup, BuildContext& context) {
  if (!context.dockerfile) return;
  const auto all = all_fetched_sources(*context.dockerfile, setup.request.target);
  const auto fetched =
      std::find_if(all.begin(), all.end(), [](const FetchedSources& each) { return !each.settled; });
  if (fetched == all.end()) return;
  context.not_visible.push_back("fetched-in-run: line " + std::to_string(fetched->line) +
                                " of the Dockerfile brings sources by " + escape(fetched->command) +
                                ", which no hash of the context covers");
}

// The files of .git that say which commit is checked out; git writes its other files on its own account.
std::vector<std::string> checked_out_commit(const BuildContext& context) {
  static constexpr std::string_view k_reference = "ref: ";
  const std::string head = read_context_text(context, ".git/HEAD");
  if (head.empty()) return {};
  std::vector<std::string> paths{".git/HEAD", ".git/packed-refs"};
  if (head.starts_with(k_reference))
    paths.push_back(".git/" + head.substr(k_reference.size(), head.find('\n') - k_reference.size()));
  return paths;
}

bool is_judged_by_chain(const Setup& setup) {
  return setup.options.proof >= ProofLevel::chain && setup.options.verify != VerifyMode::off;
}

DecisionFacts decision_facts(const Setup& setup, const Assessment& assessment) {
  const BuildContext& context = assessment.context;
  return {.not_visible = context.not_visible,
          .unknown_flags = setup.request.unknown_flags,
          .no_cache_by_user = setup.request.no_cache || filters_no_stage(setup.request, context),
          .production = setup.options.profile == Profile::production,
          .judged_by_chain = is_judged_by_chain(setup),
          .older_states_count = setup.options.strategy == Strategy::precise,
          .dockerfile_counts = compiles_in_mount(assessment)};
}

std::string cache_directory(const Store& store) {
  const bool writable = store.trouble().empty() && store.use() == StoreUse::build;
  return writable ? store.directory() : std::string();
}

// An obstacle is kept as a sentence, which leaves the decision in doubt.
template <typename Stage>
void in_doubt_where_it_fails(Assessment& assessment, Stage stage) {
  try {
    stage();
  } catch (const Error& error) {
    if (error.code() == ExitCode::usage) throw;
    assessment.snapshot.unreadable.emplace_back(error.what());
  }
}

void locate_inputs(const Setup& setup, Assessment& assessment) {
  in_doubt_where_it_fails(assessment, [&] {
    assessment.context =
        locate_build_context(context_arguments(setup.request, builder_of(assessment.builder)));
    if (assessment.context.dockerfile) {
      const Dockerfile& dockerfile = *assessment.context.dockerfile;
      assessment.mechanisms = find_mechanisms(dockerfile, setup.request.target);
      assessment.target_mounts = find_target_mounts(dockerfile, setup.request.target);
    }
    note_fetched_sources(setup, assessment.context);
    assessment.identity = identify(setup.request, assessment.builder, assessment.context);
  });
}

Snapshot scan(const Setup& setup, const Assessment& assessment) {
  return take_snapshot(
      assessment.context,
      snapshot_options(setup.options, assessment.context, assessment.target_mounts, assessment.loaded));
}

void scan_inputs(const Setup& setup, Assessment& assessment) {
  if (!assessment.snapshot.unreadable.empty()) return;
  in_doubt_where_it_fails(assessment, [&] { assessment.snapshot = scan(setup, assessment); });
}

bool same_content(const FileEntry& left, const FileEntry& right) {
  return left.path == right.path && left.file_class == right.file_class && left.content == right.content;
}

// Paths of `these` that `those`, sorted, have not or have with another content.
void add_unlike(const std::vector<FileEntry>& these,
                const std::vector<FileEntry>& those,
                std::set<std::string>& paths) {
  const auto by_path = [](const FileEntry& left, const FileEntry& right) { return left.path < right.path; };
  for (const FileEntry& file : these) {
    const auto found = std::lower_bound(those.begin(), those.end(), file, by_path);
    if (found == those.end() || !same_content(*found, file)) paths.insert(file.path);
  }
}

}  // namespace

SnapshotOptions snapshot_options(const OwnOptions& options,
                                 const BuildContext& context,
                                 const TargetMounts& mounts,
                                 const LoadedRecord& loaded) {
  SnapshotOptions wanted;
  wanted.further.watch = options.watch;
  wanted.further.whole_context = options.scope == Scope::context || mounts.any;
  wanted.further.without_git = options.scope != Scope::context;
  if (const Record* record = last_record(loaded)) {
    wanted.further.compiled_in.insert(record->learned.begin(), record->learned.end());
    wanted.further.whole_context = wanted.further.whole_context || !record->units.empty();
  }
  if (wanted.further.whole_context && wanted.further.without_git) {
    for (const std::string& path : checked_out_commit(context)) wanted.further.compiled_in.insert(path);
  }
  return wanted;
}

bool compiles_in_mount(const Assessment& assessment) {
  const Record* record = assessment.last_record();
  return assessment.target_mounts.any || (record != nullptr && !record->units.empty());
}

ContextArguments context_arguments(const BuildRequest& request, Builder builder) {
  ContextArguments arguments;
  if (request.context_kind == ContextKind::directory) arguments.directory = request.context;
  arguments.dockerfile = request.dockerfile;
  arguments.named = request.build_contexts;
  arguments.build_args = request.build_args;
  arguments.builder = builder;
  return arguments;
}

ProjectIdentity identify(const BuildRequest& request,
                         const BuilderFacts& builder,
                         const BuildContext& context) {
  const bool classic = builder.kind == BuilderFacts::Kind::classic;
  return {.context = context.roots.empty() ? request.context : context.roots.front().path,
          .dockerfile = dockerfile_identity(request, context),
          .target = request.target,
          .platform = join(request.platforms),
          .builder = builder.endpoint + " " + builder.name + (classic ? " classic" : " buildkit") +
                     arguments_identity(request, context)};
}

std::string not_remembered(const std::string& trouble) { return "not remembered: " + trouble; }

Assessment assess(const Setup& setup, Store& store) {
  const auto start = std::chrono::steady_clock::now();
  Assessment assessment;
  assessment.builder = setup.client.builder_facts(
      {.builder = setup.request.builder, .cache_directory = cache_directory(store)});
  locate_inputs(setup, assessment);
  assessment.loaded = store.load(assessment.identity);
  if (auto* unusable = std::get_if<UnusableRecord>(&assessment.loaded); unusable && !store.trouble().empty())
    unusable->why = not_remembered(store.trouble());
  scan_inputs(setup, assessment);
  assessment.decision = decide(assessment.snapshot, assessment.loaded, decision_facts(setup, assessment));
  assessment.scan_milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  return assessment;
}

std::set<std::string> moved_paths(const Setup& setup, const Assessment& assessment) {
  const Snapshot now = scan(setup, assessment);
  std::set<std::string> moved;
  add_unlike(assessment.snapshot.files, now.files, moved);
  add_unlike(now.files, assessment.snapshot.files, moved);
  return moved;
}

InputsNow look_again(const Setup& setup, const Assessment& assessment) {
  try {
    const Snapshot now = scan(setup, assessment);
    const auto& before = assessment.snapshot.files;
    if (now.unreadable != assessment.snapshot.unreadable) return InputsNow::moved;
    if (now.files == before) return InputsNow::identical;
    const bool same =
        std::equal(before.begin(), before.end(), now.files.begin(), now.files.end(), same_content);
    return same ? InputsNow::touched : InputsNow::moved;
  } catch (const Error&) {
    return InputsNow::moved;
  }
}

}  // namespace cb21
