// SPDX-License-Identifier: Apache-2.0
#include "check/gitlab_pipeline.hpp"

#include "check/image_build.hpp"
#include "check/yaml_outline.hpp"

#include <string>
#include <string_view>

namespace cb21 {
namespace {

void add_script(const YamlNode& node,
                std::vector<AutomationStep>& steps) {  // NOLINT(misc-no-recursion): the outline is bounded
  if (!node.value.empty()) {
    AutomationStep step;
    step.script = node.value;
    step.line = node.value_line;
    steps.push_back(std::move(step));
  }
  for (const YamlNode& child : node.children) add_script(child, steps);
}

AutomationJob read_job(const YamlNode& node,
                       const std::string& path,
                       const std::vector<AutomationStep>& general) {
  AutomationJob job{.name = node.key, .steps = {}};
  const YamlNode& environment = node.at("environment");
  job.for_production = speaks_of_production(path + ' ' + node.key + ' ' + node.at("stage").value + ' ' +
                                            environment.value + ' ' + environment.at("name").value);
  // A job's own before_script takes the place of the general one.
  if (node.has("before_script")) {
    add_script(node.at("before_script"), job.steps);
  } else {
    job.steps = general;
  }
  add_script(node.at("script"), job.steps);
  const std::size_t own_shell = job.steps.size();
  add_script(node.at("after_script"), job.steps);
  for (std::size_t i = 1; i < job.steps.size(); ++i) job.steps[i].same_shell = i != own_shell;
  return job;
}

bool is_local(const YamlNode& include) {
  for (const YamlNode& item : include.children) {
    const bool elsewhere = item.has("remote") || item.has("project") || item.has("template") ||
                           item.has("component") || item.value.starts_with("http");
    if (elsewhere) return false;
  }
  return !include.value.starts_with("http") && !include.has("remote") && !include.has("project") &&
         !include.has("template") && !include.has("component");
}

}  // namespace

void read_gitlab_file(AutomationFile& file) {
  const YamlNode root = read_yaml_outline(file.text);
  file.kind = AutomationFile::Kind::ci;
  file.goes_elsewhere = !is_local(root.at("include"));
  std::vector<AutomationStep> general;
  add_script(root.at("before_script"), general);
  add_script(root.at("default").at("before_script"), general);
  for (const YamlNode& node : root.children) {
    if (file.jobs.size() >= k_most_jobs) break;
    if (node.has("script")) file.jobs.push_back(read_job(node, file.path, general));
    // A child pipeline may build.
    if (node.has("trigger")) file.goes_elsewhere = true;
  }
}

}  // namespace cb21
