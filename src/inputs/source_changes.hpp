// SPDX-License-Identifier: Apache-2.0
// What an instruction does to the Rust sources and artifacts of a stage, as far as its text tells.
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/shell_commands.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// Whether what COPY, ADD or a bind mount names can bring .rs files: not another kind of file by its name, nor
// a directory that by custom holds none (migrations, static, ...), nor artifacts, nor something from the
// network.
bool brings_sources(std::string_view source);
// The place in the image that a source of the COPY fills: a file, or a directory with all below it.
std::string arrival_of(const CopyInstruction& copy, std::string_view source);
// Whether the COPY makes up a source file: a heredoc, or a file called dummy, stub or the like.
bool brings_placeholder(const CopyInstruction& copy);
// Whether a COPY --from can bring a cargo target directory.
bool brings_artifacts(const CopyInstruction& copy);

// The .rs files that the command makes, absolute: by redirection, tee, touch, cp, mv, install, ln, dd,
// sponge, cargo init or cargo new.
std::vector<std::string> written_sources(const ShellCommand& command, std::string_view directory);

// Whether the command gives `path` a new time stamp; a pattern, find or xargs is taken to reach every file.
bool touches(const ShellCommand& command, std::string_view directory, std::string_view path);

// touches(), or writes or edits what is there already. Where the directory is known in part only, the name
// of the file decides.
bool renews(const ShellCommand& command, std::string_view directory, std::string_view path);

// touches() for some .rs file.
bool touches_sources(const ShellCommand& command);

// rm or find -delete of a target directory or of what cargo judges freshness by within it; cargo clean.
bool removes_artifacts(const ShellCommand& command);

}  // namespace cb21
