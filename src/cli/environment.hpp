// SPDX-License-Identifier: Apache-2.0
// The process's environment as a value, so that what reads it can be tested without one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// Reads an environment variable; nothing when it is not set.
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

// The process's own environment.
Environment process_environment();

// The names of all variables that the process has.
std::vector<std::string> process_environment_names();

}  // namespace cb21
