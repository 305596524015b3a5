// SPDX-License-Identifier: Apache-2.0
// One input of a build as a snapshot and a record hold it.
#pragma once

#include "inputs/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// A path has one entry. A file of several classes has the strongest: rust_source, compiled_in, watched,
// cargo_config, toolchain, dependencies, docker, other.
enum class FileClass {
  rust_source,   // *.rs and what include macros name
  cargo_config,  // Cargo.toml (its significant digest leaves dependency tables out), .cargo/config[.toml]
  toolchain,     // rust-toolchain, rust-toolchain.toml
  watched,       // --cb21-watch
  dependencies,  // Cargo.lock
  docker,        // the Dockerfile and its ignore file
  other,         // everything else, with Scope context
  directory,     // mode only: a changed mode is not re-sent
  link,          // target only
  compiled_in,   // what the last verified build's own dep-info named, whatever its name
};

std::string_view class_name(FileClass file_class);  // "rust-source", ...
std::optional<FileClass> class_from_name(std::string_view name);

// Whether a file of both classes is to be taken as `file_class`.
bool is_stronger(FileClass file_class, FileClass other);

struct FileEntry {
  std::string path;  // relative to its root; named contexts are prefixed "NAME:"; the Dockerfile outside is
                     // "//dockerfile", the ignore file outside "//ignore-file"
  FileClass file_class = FileClass::other;
  Digest content;             // of all bytes (of the target, for a link; zero for a directory)
  Digest significant;         // of what makes a build stale; equals content except for Cargo.toml
  std::uint64_t size = 0;     // bytes read; zero for a directory
  std::int64_t mtime_ns = 0;  // zero for a directory and a link
  std::uint32_t mode = 0;     // type and permission bits

  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

}  // namespace cb21
