// SPDX-License-Identifier: Apache-2.0
#include "check/automated_builds.hpp"

#include "check/script_folder.hpp"
#include "inputs/shell_commands.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

bool has_variable(std::string_view text) { return text.find('$') != std::string_view::npos; }

bool is_remote(std::string_view context) {
  return context == "-" || context.find("://") != std::string_view::npos || context.starts_with("git@");
}

// Whether the build is of the checked project: yes where that cannot be told.
class Concern {
 public:
  Concern(const CheckedProject& project, std::optional<std::string> folder)
      : project_(project), folder_(std::move(folder)) {}

  bool holds(const ImageBuild& build) const {
    if (!folder_ || project_.context.roots.empty() || build.compose) return true;
    if (names_other_target(build)) return false;
    if (build.dockerfile) return !is_other_file(*build.dockerfile);
    return !build.context || !is_other_context(*build.context);
  }

 private:
  fs::path resolved(const std::string& path) const {
    std::error_code error;
    fs::path found = fs::canonical(fs::path(project_.root) / *folder_ / path, error);
    return error ? fs::path() : found;
  }

  bool is_other_file(const std::string& dockerfile) const {
    if (has_variable(dockerfile) || !project_.context.dockerfile_path) return false;
    const fs::path found = resolved(dockerfile);
    std::error_code error;
    return !found.empty() && found != fs::canonical(*project_.context.dockerfile_path, error);
  }

  // A folder that docker would find a Dockerfile in, and not the project's.
  bool is_other_context(const std::string& context) const {
    if (has_variable(context)) return false;
    if (is_remote(context)) return true;
    const fs::path found = resolved(context);
    std::error_code error;
    return !found.empty() && found != project_.context.roots.front().path &&
           fs::exists(found / "Dockerfile", error);
  }

  // --target with a stage that is none of what the project's own build makes.
  bool names_other_target(const ImageBuild& build) const {
    if (build.target.empty() || build.target == project_.target || !project_.context.dockerfile) return false;
    const Dockerfile& dockerfile = *project_.context.dockerfile;
    const auto named = dockerfile.find_stage(build.target);
    return named && named != dockerfile.target_stage(project_.target);
  }

  const CheckedProject& project_;
  std::optional<std::string> folder_;
};

// As actions read their booleans.
bool is_on(std::string_view value) { return is_one_of(value, {"true", "True", "TRUE"}); }

Known known_input(const AutomationStep& step, std::string_view name) {
  const std::string_view value = step.input(name);
  if (has_variable(value)) return Known::unknown;
  return is_on(value) ? Known::yes : Known::no;
}

bool may_push(std::string_view push, std::string_view outputs) {
  const bool asked = !push.empty() && !is_one_of(push, {"false", "False", "FALSE"});
  return asked || outputs.find("type=registry") != std::string_view::npos ||
         outputs.find("push=true") != std::string_view::npos;
}

// One a line, or with commas between them.
std::vector<std::string> listed(std::string_view values) {
  std::vector<std::string> found;
  while (!values.empty()) {
    const std::size_t end = std::min(values.find_first_of("\r\n,"), values.size());
    std::string_view value = values.substr(0, end);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    if (!value.empty()) found.emplace_back(value);
    values.remove_prefix(std::min(end + 1, values.size()));
  }
  return found;
}

std::optional<std::string> given(std::string_view value) {
  return value.empty() ? std::nullopt : std::optional(std::string(value));
}

// docker/build-push-action and docker/bake-action.
std::optional<ImageBuild> read_action(const AutomationStep& step) {
  const bool bakes = step.action == "docker/bake-action";
  if (!bakes && step.action != "docker/build-push-action") return std::nullopt;
  ImageBuild build;
  build.line = step.line;
  build.uncached = known_input(step, "no-cache");
  build.pulls = known_input(step, "pull");
  build.pushes = may_push(step.input("push"), step.input("outputs"));
  build.names = listed(step.input("tags"));
  build.dockerfile = given(step.input("file"));
  build.context = given(step.input("context"));
  build.target = step.input("target");
  // Without a context the action builds the commit, not the folder.
  if (!build.context && !build.dockerfile) build.context = ".";
  if (bakes && build.uncached == Known::no) build.uncached = Known::unknown;
  if (bakes && build.pulls == Known::no) build.pulls = Known::unknown;
  return build;
}

// What one job does beyond is passed over.
constexpr std::size_t k_most_deeds = 200;

// One job's steps in their order.
class JobReader {
 public:
  JobReader(const CheckedProject& project, const AutomationJob& job) : project_(project), job_(job) {}

  void read() {
    for (const AutomationStep& step : job_.steps) {
      if (!step.same_shell) folder_ = has_variable(step.folder) ? std::nullopt : std::optional(step.folder);
      if (auto build = read_action(step)) add(std::move(*build), true);
      read_script(step);
    }
  }

  std::vector<AutomatedBuild> images;
  std::vector<std::pair<std::string, std::string>> tags;  // docker tag: source, target
  std::vector<std::string> pushed;
  bool pushes_composed = false;
  bool pruned = false;

 private:
  void read_script(const AutomationStep& step) {
    ScriptFolder place(step.script, folder_);
    for (const ShellCommand& command : shell_commands(step.script)) {
      place.enter(command);
      folder_ = place.folder();
      read_command(step, command);
    }
    place.leave();
    folder_ = place.folder();
  }

  void read_command(const AutomationStep& step, const ShellCommand& command) {
    if (auto build = read_image_build(command)) {
      build->line += step.line;
      return add(std::move(*build), false);
    }
    note(read_docker_deed(command));
  }

  void note(const DockerDeed& deed) {
    pruned = pruned || deed.kind == DockerDeed::Kind::prune;
    pushes_composed = pushes_composed || deed.kind == DockerDeed::Kind::push_composed;
    if (pushed.size() + tags.size() >= k_most_deeds) return;
    if (deed.kind == DockerDeed::Kind::push) {
      const auto count = static_cast<std::ptrdiff_t>(std::min(deed.names.size(), k_most_deeds));
      pushed.insert(pushed.end(), deed.names.begin(), deed.names.begin() + count);
    }
    if (deed.kind == DockerDeed::Kind::tag && deed.names.size() == 2)
      tags.emplace_back(deed.names[0], deed.names[1]);
  }

  void add(ImageBuild build, bool as_action) {
    if (images.size() >= k_most_deeds || !Concern(project_, folder_).holds(build)) return;
    images.push_back({.build = std::move(build),
                      .as_action = as_action,
                      .pruned = pruned,
                      .folder = folder_,
                      .purpose = {}});
  }

  const CheckedProject& project_;
  const AutomationJob& job_;
  std::optional<std::string> folder_;
};

// What a job, or all of a Makefile, pushes.
struct Pushes {
  // Without their tags, in the job's own text; also those that docker tag made them of.
  std::set<std::string_view> names;
  bool composed = false;
};

Pushes pushes_of(const JobReader& deeds) {
  Pushes pushes{.names = {}, .composed = deeds.pushes_composed};
  for (const std::string& name : deeds.pushed) pushes.names.insert(without_tag(name));
  // Backwards, as a target may be the source of a later one.
  std::for_each(deeds.tags.rbegin(), deeds.tags.rend(), [&](const auto& tag) {
    if (pushes.names.contains(without_tag(tag.second))) pushes.names.insert(without_tag(tag.first));
  });
  return pushes;
}

bool is_pushed(const ImageBuild& build, const Pushes& pushes) {
  if (build.pushes || (build.compose && pushes.composed)) return true;
  return std::any_of(build.names.begin(), build.names.end(), [&](const std::string& name) {
    return pushes.names.contains(without_tag(name));
  });
}

bool is_tagged_for_production(const ImageBuild& build) {
  return std::any_of(build.names.begin(), build.names.end(), [](const std::string& name) {
    return speaks_of_production(std::string_view(name).substr(without_tag(name).size()));
  });
}

bool composes_production(const ImageBuild& build) {
  return std::any_of(build.compose_files.begin(), build.compose_files.end(), [](const std::string& file) {
    return speaks_of_production(file);
  });
}

std::string purpose_of(const ImageBuild& build, const AutomationJob& job, const Pushes& pushes) {
  if (is_pushed(build, pushes)) return "it is pushed";
  if (is_tagged_for_production(build)) return "its tag says so";
  if (composes_production(build)) return "its compose file says so";
  return job.for_production ? "the names of the file or the job say so" : std::string();
}

// The targets of a Makefile are called one after another, so that what one of them does holds for all.
void join(JobReader& all, const JobReader& one) {
  all.pushes_composed = all.pushes_composed || one.pushes_composed;
  all.pruned = all.pruned || one.pruned;
  if (all.tags.size() + all.pushed.size() >= k_most_deeds) return;
  all.tags.insert(all.tags.end(), one.tags.begin(), one.tags.end());
  all.pushed.insert(all.pushed.end(), one.pushed.begin(), one.pushed.end());
}

}  // namespace

std::vector<AutomatedBuild> automated_builds(const CheckedProject& project, const AutomationFile& file) {
  std::vector<AutomatedBuild> images;
  const AutomationJob nothing;
  JobReader all(project, nothing);
  std::vector<JobReader> readers;
  for (const AutomationJob& job : file.jobs) {
    readers.emplace_back(project, job).read();
    join(all, readers.back());
  }
  const bool make = file.kind == AutomationFile::Kind::make;
  const Pushes all_pushes = pushes_of(all);
  for (std::size_t i = 0; i < readers.size(); ++i) {
    const Pushes pushes = make ? all_pushes : pushes_of(readers[i]);
    for (AutomatedBuild& image : readers[i].images) {
      image.purpose = purpose_of(image.build, file.jobs[i], pushes);
      image.pruned = image.pruned || (make && all.pruned);
      images.push_back(std::move(image));
    }
  }
  return images;
}

}  // namespace cb21
