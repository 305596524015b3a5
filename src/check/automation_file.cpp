// SPDX-License-Identifier: Apache-2.0
#include "check/automation_file.hpp"

#include "check/github_workflow.hpp"
#include "check/gitlab_pipeline.hpp"
#include "check/image_build.hpp"
#include "check/makefile.hpp"
#include "check/project_file.hpp"
#include "inputs/path_name.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace cb21 {
namespace {

enum class Sort { none, github, gitlab, make, script, maybe_script };

struct Place {
  std::string_view folder;
  std::size_t levels;
};

// Where people keep what builds. The root's own files are looked at, but of its folders only these.
constexpr std::array k_places = std::to_array<Place>({{"", 0},
                                                      {".ci", 2},
                                                      {".github/actions", 2},
                                                      {".github/scripts", 1},
                                                      {".github/workflows", 0},
                                                      {".gitlab", 3},
                                                      {"bin", 1},
                                                      {"build", 1},
                                                      {"ci", 2},
                                                      {"deploy", 2},
                                                      {"deployment", 2},
                                                      {"docker", 2},
                                                      {"hack", 2},
                                                      {"script", 2},
                                                      {"scripts", 2},
                                                      {"tools", 2}});

bool is_yaml(std::string_view path) { return path.ends_with(".yml") || path.ends_with(".yaml"); }

bool is_makefile(std::string_view name) {
  return name == "Makefile" || name == "makefile" || name == "GNUmakefile" || name.ends_with(".mk");
}

Sort sort_of(std::string_view path) {
  const std::string_view name = base_name(path);
  if (is_yaml(path)) {
    const bool action = name == "action.yml" || name == "action.yaml";
    if (path.starts_with(".github/") || action) return Sort::github;
    return path.starts_with(".gitlab") ? Sort::gitlab : Sort::none;
  }
  if (is_makefile(name)) return Sort::make;
  if (name.ends_with(".sh") || name.ends_with(".bash")) return Sort::script;
  const bool plain_name = !name.empty() && name.find('.') == std::string_view::npos && name != "Dockerfile";
  return plain_name ? Sort::maybe_script : Sort::none;
}

// "#!/bin/sh", "#!/usr/bin/env bash"
bool is_shell_script(std::string_view text) {
  if (!text.starts_with("#!")) return false;
  const std::string_view first = text.substr(0, text.find('\n'));
  const std::size_t end = first.find("sh");
  return end != std::string_view::npos && first.find("python") == std::string_view::npos;
}

void add_files(const CheckedProject& project, const std::string& base, std::set<std::string>& names) {
  for (const Place& place : k_places) {
    const FileListing listing{.folder = base.empty() || place.folder.empty()
                                            ? base + std::string(place.folder)
                                            : path_below(base, place.folder),
                              .levels = place.levels};
    for (std::string& path : project_files(project.root, listing)) {
      const std::string_view below = std::string_view(path).substr(base.empty() ? 0 : base.size() + 1);
      if (sort_of(below) != Sort::none) names.insert(std::move(path));
    }
  }
}

// The context's folder below the root; empty where they are the same or the context is not visible.
std::string context_folder(const CheckedProject& project) {
  if (project.context.roots.empty()) return {};
  const std::string& path = project.context.roots.front().path;
  const bool below = path.size() > project.root.size() && path.starts_with(project.root + '/');
  return below ? path.substr(project.root.size() + 1) : std::string();
}

AutomationJob script_job(const std::string& path, const std::string& text) {
  AutomationJob job{.name = path, .for_production = speaks_of_production(path), .steps = {}};
  AutomationStep step;
  step.script = text;
  step.line = 1;
  job.steps.push_back(std::move(step));
  return job;
}

std::optional<AutomationFile> read_file(const CheckedProject& project, const std::string& path) {
  std::optional<std::string> text = project_file_text(project.root, path);
  if (!text || text->size() > k_longest_automation_file) return std::nullopt;
  AutomationFile file{.path = path, .text = std::move(*text), .jobs = {}};
  const std::string base = context_folder(project);
  const bool in_context = !base.empty() && path.starts_with(base + '/');
  switch (sort_of(in_context ? std::string_view(path).substr(base.size() + 1) : std::string_view(path))) {
    case Sort::github:
      read_github_file(file);
      return file;
    case Sort::gitlab:
      read_gitlab_file(file);
      return file;
    case Sort::make:
      file.kind = AutomationFile::Kind::make;
      file.jobs = read_makefile(file.text, path);
      return file;
    case Sort::maybe_script:
      if (!is_shell_script(file.text)) return std::nullopt;
      [[fallthrough]];
    case Sort::script:
      file.jobs.push_back(script_job(path, file.text));
      return file;
    case Sort::none:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::string_view AutomationStep::input(std::string_view name) const {
  const auto found =
      std::find_if(inputs.begin(), inputs.end(), [&](const auto& pair) { return pair.first == name; });
  return found == inputs.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string> automation_file_names(const CheckedProject& project) {
  std::set<std::string> names;
  add_files(project, {}, names);
  if (const std::string base = context_folder(project); !base.empty()) add_files(project, base, names);
  return {names.begin(), names.end()};
}

std::vector<AutomationFile> read_automation_files(const CheckedProject& project) {
  std::vector<AutomationFile> files;
  std::size_t size = 0;
  for (const std::string& path : automation_file_names(project)) {
    std::optional<AutomationFile> file = read_file(project, path);
    if (!file) continue;
    size += file->text.size();
    if (size > k_most_automation_text) break;
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace cb21
