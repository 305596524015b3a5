// SPDX-License-Identifier: Apache-2.0
#include "check/github_workflow.hpp"

#include "check/image_build.hpp"
#include "check/yaml_outline.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

// "docker/build-push-action" of "docker/build-push-action@v6".
std::string action_name(std::string_view uses) { return std::string(uses.substr(0, uses.find('@'))); }

// "defaults: run: working-directory:", of the job or the workflow.
std::string default_folder(const YamlNode& node) {
  return node.at("defaults").at("run").at("working-directory").value;
}

AutomationStep read_step(const YamlNode& node, const std::string& folder) {
  AutomationStep step;
  step.line = node.line;
  if (const YamlNode& run = node.at("run"); !run.value.empty()) {
    step.script = run.value;
    step.line = run.value_line;
    const std::string& own = node.at("working-directory").value;
    step.folder = own.empty() ? folder : own;
    return step;
  }
  // An action runs in the workspace.
  const YamlNode& uses = node.at("uses");
  step.action = action_name(uses.value);
  if (node.has("uses")) step.line = uses.line;
  for (const YamlNode& input : node.at("with").children) step.inputs.emplace_back(input.key, input.value);
  return step;
}

std::vector<AutomationStep> read_steps(const YamlNode& steps, const std::string& folder) {
  std::vector<AutomationStep> read;
  for (const YamlNode& node : steps.children) read.push_back(read_step(node, folder));
  return read;
}

bool names_event(const YamlNode& on, std::string_view event) {
  return on.value == event || on.has(event) ||
         std::any_of(on.children.begin(), on.children.end(), [&](const YamlNode& child) {
           return child.value == event;
         });
}

std::string environment_name(const YamlNode& job) {
  const YamlNode& environment = job.at("environment");
  return environment.value + ' ' + environment.at("name").value;
}

AutomationJob read_job(const YamlNode& node, const std::string& folder) {
  const std::string own = default_folder(node);
  AutomationJob job{.name = node.key, .steps = read_steps(node.at("steps"), own.empty() ? folder : own)};
  job.for_production =
      speaks_of_production(node.key + ' ' + node.at("name").value + ' ' + environment_name(node));
  return job;
}

AutomationJob read_composite(const YamlNode& action, const std::string& path) {
  return {.name = action.at("name").value,
          .for_production = speaks_of_production(path + ' ' + action.at("name").value),
          .steps = read_steps(action.at("runs").at("steps"), {})};
}

}  // namespace

void read_github_file(AutomationFile& file) {
  const YamlNode root = read_yaml_outline(file.text);
  file.kind = AutomationFile::Kind::ci;
  if (root.has("runs")) {
    // No workflow of itself: another calls it.
    file.kind = AutomationFile::Kind::script;
    file.jobs.push_back(read_composite(root, file.path));
    return;
  }
  const bool for_production =
      speaks_of_production(file.path + ' ' + root.at("name").value) || names_event(root.at("on"), "release");
  for (const YamlNode& node : root.at("jobs").children) {
    if (file.jobs.size() >= k_most_jobs) break;
    AutomationJob job = read_job(node, default_folder(root));
    job.for_production = job.for_production || for_production;
    const std::string& called = node.at("uses").value;
    file.goes_elsewhere = file.goes_elsewhere || (!called.empty() && !called.starts_with("./"));
    file.jobs.push_back(std::move(job));
  }
}

}  // namespace cb21
