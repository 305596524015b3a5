// SPDX-License-Identifier: Apache-2.0
// Any bytes as a workflow, a pipeline, a Makefile and a script: nothing is thrown, nodes and jobs keep within
// their bounds, and what is said to stand in a line stands in one that the file has.
#include "check/github_workflow.hpp"
#include "check/gitlab_pipeline.hpp"
#include "check/image_build.hpp"
#include "check/makefile.hpp"
#include "check/script_folder.hpp"
#include "check/yaml_outline.hpp"
#include "inputs/shell_commands.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t k_longest_input = 8192;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_node(const cb21::YamlNode& node, std::size_t depth, std::size_t lines) {
  require(depth <= cb21::k_deepest_yaml);
  require(node.line <= lines && node.value_line >= node.line);
  for (const cb21::YamlNode& child : node.children) {
    require(child.line >= 1);
    check_node(child, depth + 1, lines);
  }
}

void check_script(std::string_view script) {
  const auto lines = static_cast<std::size_t>(std::count(script.begin(), script.end(), '\n'));
  cb21::ScriptFolder place(script, "ci");
  for (const cb21::ShellCommand& command : cb21::shell_commands(script)) {
    place.enter(command);
    require(command.line <= lines);
    if (const auto build = cb21::read_image_build(command)) require(build->line == command.line);
    cb21::read_docker_deed(command);
  }
  place.leave();
}

void check_jobs(const std::vector<cb21::AutomationJob>& jobs, std::size_t lines) {
  require(jobs.size() <= cb21::k_most_jobs);
  for (const cb21::AutomationJob& job : jobs) {
    for (const cb21::AutomationStep& step : job.steps) {
      require(step.line >= 1 && step.line <= lines + 1);
      require(step.action.empty() || step.script.empty());
      check_script(step.script);
    }
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > k_longest_input) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  check_node(cb21::read_yaml_outline(text), 0, lines);

  cb21::AutomationFile workflow{.path = ".github/workflows/ci.yml", .text = text, .jobs = {}};
  cb21::read_github_file(workflow);
  check_jobs(workflow.jobs, lines);
  cb21::AutomationFile pipeline{.path = ".gitlab-ci.yml", .text = text, .jobs = {}};
  cb21::read_gitlab_file(pipeline);
  check_jobs(pipeline.jobs, lines);
  check_jobs(cb21::read_makefile(text, "ci/Makefile"), lines);
  check_script(text);
  return 0;
}
