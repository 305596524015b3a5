// SPDX-License-Identifier: Apache-2.0
// Which packages belong together by cargo's rules (cargo's source, src/cargo/core/workspace.rs): members and
// their globs, exclude, package.workspace, and path dependencies, which are members without being listed.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace cb21 {

// Paths are relative to one folder, beyond which nothing is looked for.
struct CargoWorkspace {
  std::string manifest;               // of its root, or of the only package
  std::string edition;                // workspace.package.edition; empty where there is none
  std::vector<std::string> packages;  // the manifests of its packages, sorted; a virtual one is none
};

// Text of a manifest; empty for one that cannot be read.
using ManifestReader = std::function<std::string(const std::string& path)>;

// Of the manifests given, sorted by manifest. A package inside a workspace that does not list it is left out:
// cargo refuses to build it.
std::vector<CargoWorkspace> cargo_workspaces(const std::vector<std::string>& manifests,
                                             const ManifestReader& read);

// Those that lie in no other one's folder: not vendored crates, fuzz targets and fixtures.
std::vector<CargoWorkspace> outermost(std::vector<CargoWorkspace> workspaces);

// A path such as "crates/*" or "a/**/b", component by component as Rust's glob crate has it.
bool matches_member_glob(const std::string& glob, const std::string& directory);

}  // namespace cb21
