// SPDX-License-Identifier: Apache-2.0
// The ignore file of the build, as a user would name it and edit it.
#pragma once

#include "check/checked_project.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace cb21 {

// Relative to the project's root, as on disk; where there is none, that of the .dockerignore to be made.
std::string ignore_file_name(const CheckedProject& project);

// The last line whose pattern leaves out `path` of the main context, from 1; 0 where no single line does.
std::size_t ignoring_line(const CheckedProject& project, std::string_view path);

}  // namespace cb21
