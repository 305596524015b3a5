// SPDX-License-Identifier: Apache-2.0
// Paths below a directory that no symbolic link can lead out of.
#pragma once

#include "descriptor.hpp"
#include "inputs/path_name.hpp"

#include <fcntl.h>

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// How every file of a context is opened: no link is followed, and a FIFO does not block.
constexpr int k_open_flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

// Opens `path` (relative, clean; empty for the root itself) read-only without following any link, not even in
// a parent, however long the path is. Never blocks on a FIFO. On failure nothing is owned and errno says why.
Descriptor open_below(int root, const std::string& path, int extra_flags = 0);

// Follows every link in `path` as if `root` were "/": an absolute target starts there and ".." stops there,
// as BuildKit reads a synced context (containerd/continuity fs.RootPath). The result is relative and free of
// links; nothing if something is missing or links run in circles.
std::optional<std::string> resolve_below(int root, std::string_view path);

// `path` seen from `directory` (both relative to one root), cleaned lexically; nothing if it is absolute or
// leads out of the root.
std::optional<std::string> join_below(std::string_view directory, std::string_view path);

// The target of the link `name` in the directory; nothing, with errno set, if it is none.
std::optional<std::string> read_link(int directory, const char* name);

}  // namespace cb21
