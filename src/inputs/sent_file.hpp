// SPDX-License-Identifier: Apache-2.0
// Single files of a context root: whether docker sends them, and what lies on disk.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace cb21 {

// Whether a walk with the root's ignore rules gets to the file at `path` (relative to the root) and keeps it.
// Says nothing of whether it exists. Throws Error as IgnoreRules::meet does.
bool sends_file(const ContextRoot& root, Builder builder, const std::string& path);

struct FileStatus {
  std::uint64_t size = 0;
  std::int64_t mtime = 0;       // seconds since the epoch
  std::int64_t changed_ns = 0;  // ctime, in nanoseconds: an edit that keeps the mtime cannot keep it
  std::uint64_t names = 1;      // hard links
};

// Of a regular file below the root, no link in its path followed; nothing where there is none.
std::optional<FileStatus> regular_file_status(const ContextRoot& root, const std::string& path);

// Nothing where it cannot be read whole.
std::optional<std::string> regular_file_text(const ContextRoot& root, const std::string& path);
std::optional<Digest> regular_file_digest(const ContextRoot& root, const std::string& path);

}  // namespace cb21
