// SPDX-License-Identifier: Apache-2.0
// What cargo itself says of workspaces is in cargo_metadata_test.cpp.
#include "inputs/cargo_workspace.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>

namespace cb21 {
namespace {

using Manifests = std::map<std::string, std::string>;

// "ROOT[PACKAGE PACKAGE] ROOT[...]"
std::string found_in(const Manifests& manifests, bool outermost_only = false) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : manifests) paths.push_back(path);
  auto workspaces = cargo_workspaces(paths, [&](const std::string& path) { return manifests.at(path); });
  if (outermost_only) workspaces = outermost(std::move(workspaces));
  std::string all;
  for (const CargoWorkspace& workspace : workspaces) {
    all += (all.empty() ? "" : " ") + workspace.manifest + '[';
    for (const std::string& package : workspace.packages)
      all += (package == workspace.packages.front() ? "" : " ") + package;
    all += ']';
  }
  return all;
}

const std::string k_package = "[package]\nname='p'\n";

TEST(CargoWorkspaces, SeparatePackages) {
  EXPECT_EQ(found_in({{"a/Cargo.toml", k_package}, {"b/Cargo.toml", k_package}}),
            "a/Cargo.toml[a/Cargo.toml] b/Cargo.toml[b/Cargo.toml]");
}

TEST(CargoWorkspaces, APackageThatItsWorkspaceDoesNotListIsLeftOut) {
  EXPECT_EQ(found_in({{"Cargo.toml", "[workspace]\nmembers=['a']"},
                      {"a/Cargo.toml", k_package},
                      {"vendor/x/Cargo.toml", k_package}}),
            "Cargo.toml[a/Cargo.toml]");
}

TEST(CargoWorkspaces, AnExcludedPackageStandsAlone) {
  EXPECT_EQ(found_in({{"Cargo.toml", "[workspace]\nmembers=['*']\nexclude=['x']"},
                      {"a/Cargo.toml", k_package},
                      {"x/Cargo.toml", k_package}}),
            "Cargo.toml[a/Cargo.toml] x/Cargo.toml[x/Cargo.toml]");
}

TEST(CargoWorkspaces, ManyMembersTakeNoLongerThanTheirNumber) {
  std::string members;
  std::string excluded;
  Manifests manifests;
  for (int i = 0; i < 1500; ++i) {
    const std::string name = "crates/c" + std::to_string(i);
    members += "'" + name + "',";
    excluded += "'x" + std::to_string(i) + "',";
    manifests[name + "/Cargo.toml"] = k_package;
  }
  manifests["Cargo.toml"] = "[workspace]\nmembers=[" + members + "]\nexclude=['crates'," + excluded + "]";
  const auto start = std::chrono::steady_clock::now();
  const std::string found = found_in(manifests);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
  EXPECT_NE(found.find(" crates/c1499/Cargo.toml "), std::string::npos);
}

TEST(CargoWorkspaces, AMemberBesideTheRootSaysSoItself) {
  EXPECT_EQ(found_in({{"root/Cargo.toml", "[workspace]\nmembers=['../a']"},
                      {"a/Cargo.toml", k_package + "workspace='../root'"},
                      {"b/Cargo.toml", k_package}}),
            "b/Cargo.toml[b/Cargo.toml] root/Cargo.toml[a/Cargo.toml]");
}

TEST(CargoWorkspaces, ADependencyOnAnotherWorkspaceIsNoMember) {
  EXPECT_EQ(
      found_in({{"w/Cargo.toml", "[workspace]\nmembers=['a']"},
                {"w/a/Cargo.toml", k_package + "[dependencies]\nl={path='../../l'}\ng={path='../../../g'}"},
                {"l/Cargo.toml", k_package}}),
      "l/Cargo.toml[l/Cargo.toml] w/Cargo.toml[w/a/Cargo.toml]");
}

TEST(CargoWorkspaces, PathDependenciesInACircleEnd) {
  EXPECT_EQ(found_in({{"Cargo.toml", "[workspace]\nmembers=['a']"},
                      {"a/Cargo.toml", k_package + "[dependencies]\nb={path='../b'}"},
                      {"b/Cargo.toml", k_package + "[dev-dependencies]\na={path='../a'}"}}),
            "Cargo.toml[a/Cargo.toml b/Cargo.toml]");
}

TEST(CargoWorkspaces, TheOutermostHoldNoOther) {
  EXPECT_EQ(found_in({{"a/Cargo.toml", k_package},
                      {"a/fuzz/Cargo.toml", k_package + "[workspace]"},
                      {"ab/Cargo.toml", k_package}},
                     true),
            "a/Cargo.toml[a/Cargo.toml] ab/Cargo.toml[ab/Cargo.toml]");
}

TEST(CargoWorkspaces, AnythingMayStandInAManifest) {
  EXPECT_EQ(found_in({{"Cargo.toml", "not toml"}}), "");
  EXPECT_EQ(found_in({{"Cargo.toml", "[workspace]\nmembers=3\nexclude=[1,'/','..']\ndependencies=1"},
                      {"a/Cargo.toml", k_package + "workspace='/x'"},
                      {"b/Cargo.toml", k_package + "workspace='../../..'\n[dependencies]\nx=1\ny={path=2}"}}),
            "Cargo.toml[] a/Cargo.toml[a/Cargo.toml] b/Cargo.toml[b/Cargo.toml]");
}

struct Glob {
  const char* glob;
  const char* directory;
  bool matches;
};

class MemberGlob : public testing::TestWithParam<Glob> {};

TEST_P(MemberGlob, MatchesComponentByComponent) {
  EXPECT_EQ(matches_member_glob(GetParam().glob, GetParam().directory), GetParam().matches)
      << GetParam().glob << ' ' << GetParam().directory;
}

INSTANTIATE_TEST_SUITE_P(Globs,
                         MemberGlob,
                         testing::Values(Glob{"", "", true},
                                         Glob{"a", "a", true},
                                         Glob{"a", "b", false},
                                         Glob{"a", "a/b", false},
                                         Glob{"a/*", "a/b", true},
                                         Glob{"a/*", "a", false},
                                         Glob{"a/*", "a/b/c", false},
                                         Glob{"*/x", "a/x", true},
                                         Glob{"crate-[ab]?", "crate-ax", true},
                                         Glob{"crate-[!ab]", "crate-a", false},
                                         Glob{"**/x", "x", true},
                                         Glob{"**/x", "a/b/x", true},
                                         Glob{"**/x", "a/b/y", false},
                                         Glob{"a/**", "a/b/c", true},
                                         Glob{"a/**/c/*", "a/c/b/c/d", true},
                                         Glob{"a/**/c", "a/c/b", false},
                                         Glob{"**/a/**/b", "x/a/y/b", true},
                                         Glob{"**/**/**/**/z", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a", false}));

}  // namespace
}  // namespace cb21
