// SPDX-License-Identifier: Apache-2.0
// The ignore file of the build, as a user would name it and edit it.
#pragma once

#include "check/checked_project.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {

// Relative to the project's root, as on disk; where there is none, that of the .dockerignore to be made.
std::string ignore_file_name(const CheckedProject& project);

// The lines of the ignore file, each read as if it stood alone.
class IgnoreLines {
 public:
  // Empty where the build has none.
  explicit IgnoreLines(const CheckedProject& project);

  // The last line whose pattern leaves out `path` of the main context, from 1; 0 where no single line does.
  std::size_t line_that_leaves_out(const std::string& path) const;

 private:
  Builder builder_;
  std::vector<ContextRoot> roots_;  // the main context with a line's pattern; with none for a bad one
};

}  // namespace cb21
