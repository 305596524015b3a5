// SPDX-License-Identifier: Apache-2.0
// What builds and ships a project without anybody looking: CI files, Makefiles, shell scripts.
#pragma once

#include "check/checked_project.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

// A shell script or the use of a GitHub action.
struct AutomationStep {
  std::string script;
  std::string action;  // "docker/build-push-action"; then there is no script
  std::vector<std::pair<std::string, std::string>> inputs;  // of the action
  std::size_t line = 0;                                     // of the script's first line, or of the action
  std::string folder;                                       // that it runs in, below the project's root
  bool same_shell = false;  // as the step before, so that it begins where that one ended

  std::string_view input(std::string_view name) const;  // empty where it is not given
};

// Steps that run one after another on one machine.
struct AutomationJob {
  std::string name;             // as far as it is told from others: a job's, a target's
  bool for_production = false;  // by the names of the job and of what it is in
  std::vector<AutomationStep> steps;
};

// What a file has beyond is passed over, as are longer files, and files after so much text: what reads them
// runs before each build for production, and they are somebody else's.
constexpr std::size_t k_most_jobs = 500;
constexpr std::size_t k_longest_automation_file = std::size_t{256} << 10;
constexpr std::size_t k_most_automation_text = std::size_t{2} << 20;

struct AutomationFile {
  enum class Kind { ci, make, script };
  std::string path;  // relative to the project's root
  Kind kind = Kind::script;
  std::string text;
  std::vector<AutomationJob> jobs;
  bool goes_elsewhere = false;  // calls a workflow or includes a pipeline that is not in this checkout
};

// Of the project: paths relative to its root, sorted. Some of them may turn out to be something else.
std::vector<std::string> automation_file_names(const CheckedProject& project);

// Those that can be read and are what they seem.
std::vector<AutomationFile> read_automation_files(const CheckedProject& project);

}  // namespace cb21
