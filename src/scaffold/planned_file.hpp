// SPDX-License-Identifier: Apache-2.0
// The files that a project gets, and what is in them.
#pragma once

#include "scaffold/project.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

enum class CiSystem { github, gitlab };

struct Wishes {
  bool development = false;
  std::optional<CiSystem> ci;
  bool makefile = false;
  bool document = false;  // CI and makefile bring it, too
};

struct PlannedFile {
  std::string root;  // an existing folder
  std::string path;  // relative to root
  std::string text;
  std::string instead = {};  // the name to take where another file has `path`; empty: none
};

// cb21.conf, and what was wished for, in the order of Wishes. Throws Error for a folder whose name does not
// fit a CI file.
std::vector<PlannedFile> plan_files(const Project& project, const Wishes& wishes);

}  // namespace cb21
