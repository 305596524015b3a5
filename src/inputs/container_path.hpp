// SPDX-License-Identifier: Apache-2.0
// Paths inside an image, as text: '/'-separated, nothing is looked up.
#pragma once

#include "inputs/path_name.hpp"

#include <string>
#include <string_view>

namespace cb21 {

enum class TrailingSlash { drop, keep };

// `path` made absolute below `directory`, "." and ".." resolved. With TrailingSlash::keep a slash at the end
// stays, and an empty path or "." gets one, as docker does for a COPY destination.
std::string absolute_path(std::string_view directory, std::string_view path, TrailingSlash slash);

// Whether `path` is `directory` or below it; both absolute, a trailing '/' on either ignored.
bool is_within(std::string_view path, std::string_view directory);

// Whether an absolute path can only be a directory, in any image: docker copies into it.
bool is_known_directory(std::string_view path);

}  // namespace cb21
