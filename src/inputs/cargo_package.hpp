// SPDX-License-Identifier: Apache-2.0
// Which binaries a package makes, by its Cargo.toml.
#pragma once

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

// `exists(relative path)` answers for files beside the manifest; `list_directory` lists the names in a folder
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

}  // namespace cb21
