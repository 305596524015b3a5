// SPDX-License-Identifier: Apache-2.0
// The parts of a '/'-separated path, as text.
#pragma once

#include <string>
#include <string_view>

namespace cb21 {

// Up to the last '/', without it; empty if there is none.
std::string_view parent_path(std::string_view path);

// The last component, a trailing '/' ignored; empty for "/".
std::string_view base_name(std::string_view path);

// `name` in `directory`; the other one where either is empty.
std::string join_path(std::string_view directory, std::string_view name);

// `path` with a '/' at its end.
std::string with_slash(std::string_view path);

}  // namespace cb21
