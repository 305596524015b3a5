// SPDX-License-Identifier: Apache-2.0
#include "commands/assessment.hpp"

#include "error.hpp"

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

ContextArguments context_arguments(const BuildRequest& request, const BuilderFacts& builder) {
  ContextArguments arguments;
  if (request.context_kind == ContextKind::directory) arguments.directory = request.context;
  arguments.dockerfile = request.dockerfile;
  arguments.named = request.build_contexts;
  arguments.build_args = request.build_args;
  arguments.builder = builder.kind == BuilderFacts::Kind::classic ? Builder::legacy : Builder::buildkit;
  return arguments;
}

SnapshotOptions snapshot_options(const OwnOptions& options) {
  return {.watch = options.watch, .whole_context = options.scope == Scope::context};
}

DecisionFacts decision_facts(const Setup& setup, const BuildContext& context) {
  return {.not_visible = context.not_visible,
          .unknown_flags = setup.request.unknown_flags,
          .no_cache_by_user = setup.request.no_cache,
          .production = setup.options.profile == Profile::production};
}

std::string cache_directory(const Store& store) {
  const bool writable = store.trouble().empty() && store.use() == StoreUse::build;
  return writable ? store.directory() : std::string();
}

// The stages that look at files. What cannot go on is kept as a sentence, which leaves the decision in doubt.
void look_at_inputs(const Setup& setup, Assessment& assessment) {
  try {
    assessment.context = locate_build_context(context_arguments(setup.request, assessment.builder));
    assessment.identity = identify(setup.request, assessment.builder, assessment.context);
    assessment.snapshot = take_snapshot(assessment.context, snapshot_options(setup.options));
  } catch (const Error& error) {
    if (error.code() == ExitCode::usage) throw;
    assessment.snapshot.unreadable.emplace_back(error.what());
  }
}

bool same_content(const FileEntry& left, const FileEntry& right) {
  return left.path == right.path && left.file_class == right.file_class && left.content == right.content;
}

}  // namespace

ProjectIdentity identify(const BuildRequest& request,
                         const BuilderFacts& builder,
                         const BuildContext& context) {
  const bool classic = builder.kind == BuilderFacts::Kind::classic;
  return {.context = context.roots.empty() ? request.context : context.roots.front().path,
          .dockerfile = dockerfile_identity(request, context),
          .target = request.target,
          .platform = join(request.platforms),
          .builder = builder.endpoint + " " + builder.name + (classic ? " classic" : " buildkit")};
}

Assessment assess(const Setup& setup, Store& store) {
  const auto start = std::chrono::steady_clock::now();
  Assessment assessment;
  assessment.builder = setup.client.builder_facts(
      {.builder = setup.request.builder, .cache_directory = cache_directory(store)});
  look_at_inputs(setup, assessment);
  assessment.loaded = store.load(assessment.identity);
  assessment.decision =
      decide(assessment.snapshot, assessment.loaded, decision_facts(setup, assessment.context));
  assessment.scan_milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  return assessment;
}

std::set<std::string> moved_paths(const Setup& setup, const Assessment& assessment) {
  const Snapshot now = take_snapshot(assessment.context, snapshot_options(setup.options));
  std::set<std::string> moved;
  const auto collect = [&](const std::vector<FileEntry>& these, const std::vector<FileEntry>& those) {
    for (const FileEntry& file : these) {
      const auto found = std::lower_bound(
          those.begin(), those.end(), file, [](const FileEntry& left, const FileEntry& right) {
            return left.path < right.path;
          });
      if (found == those.end() || !same_content(*found, file)) moved.insert(file.path);
    }
  };
  collect(assessment.snapshot.files, now.files);
  collect(now.files, assessment.snapshot.files);
  return moved;
}

InputsNow look_again(const Setup& setup, const Assessment& assessment) {
  try {
    const Snapshot now = take_snapshot(assessment.context, snapshot_options(setup.options));
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
