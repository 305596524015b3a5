// SPDX-License-Identifier: Apache-2.0
// A name for the content of the compile inputs, for a binary to carry: `ARG CB21_SOURCE_DIGEST` in the
// Dockerfile, `option_env!("CB21_SOURCE_DIGEST")` in the program.
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/file_entry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

inline constexpr std::string_view k_source_digest_argument = "CB21_SOURCE_DIGEST";
inline constexpr std::string_view k_source_digest_prefix = "cb21-sources-";
inline constexpr std::size_t k_source_digest_digits = 32;

// "cb21-sources-" and 32 hexadecimal digits: of the paths and the content of all files that a binary is made
// from. Times, modes, the Dockerfile and files that are no compile inputs do not count. `files` are sorted.
std::string source_digest(const std::vector<FileEntry>& files);

// Whether any stage declares the argument.
bool declares_source_digest(const Dockerfile& dockerfile);

}  // namespace cb21
