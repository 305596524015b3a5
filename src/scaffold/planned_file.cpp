// SPDX-License-Identifier: Apache-2.0
#include "scaffold/planned_file.hpp"

#include "error.hpp"
#include "escape.hpp"
#include "inputs/path_name.hpp"
#include "scaffold/quoting.hpp"
#include "scaffold/template_text.hpp"
#include "scaffold/templates/build_document.hpp"
#include "scaffold/templates/ci_scripts.hpp"
#include "scaffold/templates/compose_file.hpp"
#include "scaffold/templates/configuration_file.hpp"
#include "scaffold/templates/dev_dockerfile.hpp"
#include "scaffold/templates/github_workflow.hpp"
#include "scaffold/templates/gitlab_ci.hpp"
#include "scaffold/templates/makefile.hpp"

#include <filesystem>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// `path` as seen from the folder `from`; both are real.
std::string seen_from(const std::string& from, const std::string& path) {
  return std::filesystem::path(path).lexically_relative(from).string();
}

std::string lines_of(const std::vector<std::string>& lines, std::string_view prefix) {
  std::string text;
  for (const std::string& line : lines) text.append(prefix).append(line) += '\n';
  return text;
}

std::string cargo_command(const Project& project) {
  const std::string run = "run -p " + project.package;
  return project.binary_needs_naming ? run + " --bin " + project.binary : run;
}

// Dockerfile and context as shell words, for commands that are run in `folder`.
TemplateValues words_seen_from(const Project& project, const std::string& folder) {
  const std::string dockerfile = seen_from(folder, project.folder + "/" + project.dockerfile);
  const std::string context = seen_from(folder, project.workspace);
  if (!fits_a_line(dockerfile) || !fits_a_line(context)) {
    throw Error("the folder " + escape(project.folder) +
                " has a name that a CI file cannot hold: rename it, or leave --ci out");
  }
  return {{"service", image_name(project.package)},
          {"dockerfile", shell_word(dockerfile)},
          {"context", shell_word(context)},
          {"program", shell_word(project.program)},
          {"marker", shell_word(project.marker.value_or(project.package))}};
}

// Where the builds that are written here have cb21 look: beside the Dockerfile that -f names, or in the
// context.
std::string configuration_path(const Project& project) {
  const bool in_context = project.folder == project.workspace;
  const std::string folder(in_context ? std::string_view() : parent_path(project.dockerfile));
  return (std::filesystem::path(folder) / "cb21.conf").string();
}

PlannedFile configuration_file(const Project& project) {
  const std::string watched =
      project.watched.empty() ? "#watch = migrations/**\n" : lines_of(project.watched, "watch = ");
  return {.root = project.folder,
          .path = configuration_path(project),
          .text = fill_template(k_configuration_file,
                                {{"service", image_name(project.package)},
                                 {"program", project.program},
                                 {"marker", project.marker.value_or(project.package + " v")},
                                 {"watched", watched}})};
}

PlannedFile dev_dockerfile(const Project& project) {
  return {.root = project.folder,
          .path = "Dockerfile.dev",
          .text = fill_template(k_dev_dockerfile,
                                {{"service", image_name(project.package)},
                                 {"base", project.toolchain_image},
                                 {"packages", lines_of(project.install_steps, "")},
                                 {"command", cargo_command(project)}})};
}

PlannedFile compose_file(const Project& project) {
  return {.root = project.folder,
          .path = "docker-compose.dev.yml",
          .text = fill_template(k_compose_file,
                                {{"service_key", yaml_word(image_name(project.package))},
                                 {"sources", seen_from(project.folder, project.workspace)},
                                 {"command", cargo_command(project)}})};
}

PlannedFile ci_file(const Project& project, CiSystem system) {
  TemplateValues values = words_seen_from(project, project.repository);
  const bool github = system == CiSystem::github;
  values["build_script"] = fill_template(k_ci_build_script, values);
  values["verify_script"] = fill_template(project.marker ? k_ci_verify_script : k_ci_extract_script, values);
  return {.root = project.repository,
          .path = github ? ".github/workflows/image-of-" + values["service"] + ".yml" : ".gitlab-ci.yml",
          .text = fill_template(github ? k_github_workflow : k_gitlab_ci, values)};
}

PlannedFile makefile(const Project& project) {
  const bool taken = !project.other_makefile.empty();
  return {.root = project.folder,
          .path = taken ? "cb21.mk" : "Makefile",
          .text = fill_template(k_makefile, words_seen_from(project, project.folder)),
          .instead = taken ? "" : "cb21.mk"};
}

PlannedFile build_document(const Project& project) {
  return {.root = project.folder,
          .path = "docs/docker-build.md",
          .text = fill_template(k_build_document, words_seen_from(project, project.folder))};
}

}  // namespace

std::vector<PlannedFile> plan_files(const Project& project, const Wishes& wishes) {
  std::vector<PlannedFile> files{configuration_file(project)};
  if (wishes.development) {
    files.push_back(compose_file(project));
    files.push_back(dev_dockerfile(project));
  }
  if (wishes.ci) files.push_back(ci_file(project, *wishes.ci));
  if (wishes.makefile) files.push_back(makefile(project));
  // The production profile, in which both build, asks for the document.
  if (wishes.document || wishes.ci || wishes.makefile) files.push_back(build_document(project));
  return files;
}

}  // namespace cb21
