// SPDX-License-Identifier: Apache-2.0
// Cargo.toml as cb21 needs it: what in it affects compilation, and which binaries the package makes.
#pragma once

#include "inputs/digest.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct CargoBinary {
  std::string name;
  std::string path;  // relative to the manifest's directory
  bool explicit_path = false;
};

struct CargoPackage {
  std::string name;
  std::vector<CargoBinary> binaries;
};

// Digest of everything but the dependency tables (dependencies, dev-/build-dependencies, also under target.*
// and workspace, patch, replace), independent of comments, order and white space. A text that is not TOML is
// digested whole, so any edit to it counts.
Digest compile_settings_digest(std::string_view manifest_text);

// `exists(relative path)` answers for files beside the manifest; `list_dir` lists the names in a folder
// beside it.
struct PackageFiles {
  std::function<bool(std::string_view)> exists;
  std::function<std::vector<std::string>(std::string_view)> list_directory;
};

// The package's binaries by cargo's discovery rules ([[bin]], src/main.rs, src/bin/*.rs, src/bin/*/main.rs,
// autobins). Nothing for a virtual manifest or a text that is not TOML. `workspace_edition` is the one that
// `edition.workspace = true` stands for.
std::optional<CargoPackage> read_cargo_package(std::string_view manifest_text,
                                               const PackageFiles& files,
                                               std::string_view workspace_edition = {});

// Whether the manifest turns log levels off at compile time (tracing/log features max_level_*,
// release_max_level_*) so far that a statement of this macro ("info", "warn", ...) may not be compiled in.
bool may_compile_out(std::string_view manifest_text, std::string_view log_macro);

}  // namespace cb21
