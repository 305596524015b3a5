// SPDX-License-Identifier: Apache-2.0
#include "check/automation_rules.hpp"

#include "check/automated_builds.hpp"
#include "check/automation_file.hpp"
#include "check/project_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

// A path without "." and ".."; nothing where it leads out of the project, whose files alone are read.
std::optional<std::string> inner_path(const fs::path& path) {
  std::string normal = path.lexically_normal().string();
  if (path.is_absolute() || normal == ".." || normal.starts_with("../")) return std::nullopt;
  return normal;
}

bool says_uncached(std::string_view compose_file) {
  return compose_file.find("no_cache: true") != std::string_view::npos;
}

// compose takes the files of the nearest folder that has any.
bool default_file_may_be_uncached(const CheckedProject& project, const std::string& folder) {
  const auto start = inner_path(folder);
  if (!start) return true;
  for (fs::path place = *start;; place = place.parent_path()) {
    bool found = false;
    for (const char* name : {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}) {
      const auto text = project_file_text(project.root, (place / name).string());
      if (text && says_uncached(*text)) return true;
      found = found || text;
    }
    if (found || place.empty()) return false;
  }
}

// In a compose file a service's build may say no_cache: true.
bool compose_may_be_uncached(const CheckedProject& project, const AutomatedBuild& image) {
  if (!image.folder) return true;
  const std::vector<std::string>& files = image.build.compose_files;
  if (files.empty()) return default_file_may_be_uncached(project, *image.folder);
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    const auto path = inner_path(fs::path(*image.folder) / file);
    if (!path || file.find('$') != std::string::npos) return true;
    const auto text = project_file_text(project.root, *path);
    return text && says_uncached(*text);
  });
}

bool is_from_cache(const CheckedProject& project, const AutomatedBuild& image) {
  const ImageBuild& build = image.build;
  if (build.verified || image.pruned || build.uncached != Known::no) return false;
  return !build.compose || !compose_may_be_uncached(project, image);
}

// A base by digest is what it is.
bool pins_every_base(const CheckedProject& project) {
  if (!project.context.dockerfile) return false;
  const auto& stages = project.context.dockerfile->stages;
  return std::all_of(stages.begin(), stages.end(), [](const Stage& stage) {
    return stage.base_stage || stage.base == "scratch" || stage.base.find("@sha256:") != std::string::npos;
  });
}

bool is_without_pull(const CheckedProject& project, const AutomationFile& file, const AutomatedBuild& image) {
  const ImageBuild& build = image.build;
  if (build.pulls != Known::no || build.compose) return false;
  const bool by_profile =
      build.production_profile || project.production || file.text.find("CB21_PROFILE") != std::string::npos;
  return !build.verified || !by_profile;
}

std::string cure(const AutomatedBuild& image, std::string_view flags, std::string_view inputs) {
  if (image.as_action) return "with:\n" + std::string(inputs);
  if (image.build.compose) return "docker compose build " + std::string(flags);
  return "docker build " + std::string(flags) + " ...";
}

// Other ways to build an image than docker's, which are not read.
bool builds_otherwise(const AutomationFile& file) {
  static constexpr std::array<std::string_view, 10> k_tools{"bake",
                                                            "buildah",
                                                            "buildpack",
                                                            "depot",
                                                            "earthly",
                                                            "kaniko",
                                                            "nix build",
                                                            "nix-build",
                                                            "skaffold",
                                                            "werf"};
  return file.goes_elsewhere || std::any_of(k_tools.begin(), k_tools.end(), [&](std::string_view tool) {
           return file.text.find(tool) != std::string::npos;
         });
}

bool is_uncached(const CheckedProject& project, const AutomatedBuild& image) {
  return !is_from_cache(project, image) || !image.purpose.empty();
}

}  // namespace

std::vector<Violation> find_cached_production_builds(const CheckedProject& project) {
  std::vector<Violation> violations;
  if (!compiles_rust(project)) return violations;
  for (const AutomationFile& file : read_automation_files(project)) {
    for (const AutomatedBuild& image : automated_builds(project, file)) {
      if (image.purpose.empty() || !is_from_cache(project, image)) continue;
      violations.push_back({.file = file.path,
                            .line = image.build.line,
                            .message = "an image for production (" + image.purpose +
                                       ") is built with the cache: neither --no-cache, nor a prune of the "
                                       "builder's cache before it, nor cb21",
                            .cure = cure(image, "--no-cache --pull", "  no-cache: true\n  pull: true")});
    }
  }
  return violations;
}

std::vector<Violation> find_production_without_pull(const CheckedProject& project) {
  std::vector<Violation> violations;
  if (!compiles_rust(project) || pins_every_base(project)) return violations;
  for (const AutomationFile& file : read_automation_files(project)) {
    for (const AutomatedBuild& image : automated_builds(project, file)) {
      if (image.purpose.empty() || !is_without_pull(project, file, image)) continue;
      const bool verified = image.build.verified;
      violations.push_back(
          {.file = file.path,
           .line = image.build.line,
           .message = "an image for production (" + image.purpose + ") is built without --pull",
           .cure = verified ? "cb21 --cb21-profile production ..."
                            : cure(image, "--no-cache --pull", "  no-cache: true\n  pull: true")});
    }
  }
  return violations;
}

std::vector<Violation> find_uncached_ci_missing(const CheckedProject& project) {
  if (!compiles_rust(project) || !project.context.dockerfile) return {};
  bool has_ci = false;
  for (const AutomationFile& file : read_automation_files(project)) {
    has_ci = has_ci || file.kind == AutomationFile::Kind::ci;
    if (builds_otherwise(file)) return {};
    const std::vector<AutomatedBuild> images = automated_builds(project, file);
    const bool uncached = std::any_of(images.begin(), images.end(), [&](const AutomatedBuild& image) {
      return is_uncached(project, image);
    });
    // A cached production build is a finding of its own.
    if (uncached) return {};
  }
  if (!has_ci) return {};
  return {
      {.file = {},
       .line = 0,
       .message = "there is CI, but nothing in it, in a Makefile or in a script builds the image uncached",
       .cure = "- name: Build with cache invalidation\n  run: docker build --no-cache -t $IMAGE ."}};
}

}  // namespace cb21
