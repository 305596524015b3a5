// SPDX-License-Identifier: Apache-2.0
// The images that a CI file, a Makefile or a script builds of the checked project, and what they are for.
#pragma once

#include "check/automation_file.hpp"
#include "check/checked_project.hpp"
#include "check/image_build.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct AutomatedBuild {
  ImageBuild build;
  bool as_action = false;             // docker/build-push-action, not a command
  bool pruned = false;                // the build cache is emptied before it
  std::optional<std::string> folder;  // that it runs in, below the project's root; nothing if unknown
  std::string purpose;                // why it is for production: "it is pushed"; empty where nothing says so
};

// Builds of another Dockerfile or context than the project's, as far as they can be told, are left out.
std::vector<AutomatedBuild> automated_builds(const CheckedProject& project, const AutomationFile& file);

}  // namespace cb21
