// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_package.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

// The binaries as "NAME=PATH", sorted; "!" marks an explicit path, "-" is no package. `paths` are parted by
// blanks.
std::string binaries(std::string_view manifest, std::string_view paths) {
  std::set<std::string, std::less<>> tree;
  for (std::size_t begin = 0; begin < paths.size();) {
    const std::size_t end = std::min(paths.find(' ', begin), paths.size());
    tree.emplace(paths.substr(begin, end - begin));
    begin = end + 1;
  }
  const PackageFiles files = {
      .exists = [&](std::string_view path) { return tree.contains(path); },
      .list_directory =
          [&](std::string_view folder) {
            std::set<std::string> names;
            const std::string prefix = std::string(folder) + '/';
            for (const std::string& path : tree) {
              if (!path.starts_with(prefix)) continue;
              names.insert(path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size()));
            }
            return std::vector<std::string>(names.begin(), names.end());
          }};
  const auto package = read_cargo_package(manifest, files);
  if (!package) return "-";
  std::set<std::string> found;
  for (const CargoBinary& binary : package->binaries) {
    found.insert(binary.name + '=' + binary.path + (binary.explicit_path ? "!" : ""));
  }
  std::string all = package->name + ':';
  for (const std::string& binary : found) all += ' ' + binary;
  return all;
}

struct Layout {
  std::string_view manifest;
  std::string_view paths;
  std::string_view binaries;
};

class CargoPackageLayout : public testing::TestWithParam<Layout> {};

TEST_P(CargoPackageLayout, GivesTheBinariesThatCargoFinds) {
  EXPECT_EQ(binaries(GetParam().manifest, GetParam().paths), GetParam().binaries);
}

// As cargo 1.95's `cargo metadata --no-deps` lists them.
INSTANTIATE_TEST_SUITE_P(
    Discovery,
    CargoPackageLayout,
    testing::Values(
        Layout{"[package]\nname='p'\nedition='2021'", "src/main.rs", "p: p=src/main.rs"},
        Layout{"[package]\nname='p'\nedition='2021'", "src/lib.rs", "p:"},
        Layout{"[package]\nname='p'\nedition='2021'",
               "src/main.rs src/bin/a.rs src/bin/b/main.rs src/bin/c/lib.rs src/bin/.d.rs src/bin/e.txt",
               "p: a=src/bin/a.rs b=src/bin/b/main.rs p=src/main.rs"},
        Layout{"[package]\nname='p'\nedition='2021'\nautobins=false",
               "src/lib.rs src/main.rs src/bin/a.rs",
               "p:"},
        Layout{"[package]\nname='p'\nedition='2021'\nautobins=false\n[[bin]]\nname='a'",
               "src/main.rs src/bin/a.rs",
               "p: a=src/bin/a.rs"},
        Layout{"[package]\nname='p'\nedition='2021'\n[[bin]]\nname='p'\npath='src/bin/old.rs'",
               "src/main.rs src/bin/old.rs",
               "p: p=src/bin/old.rs!"},
        Layout{"[package]\nname='p'\nedition='2021'\n[[bin]]\nname='q'\npath='./src/main.rs'",
               "src/main.rs src/bin/a.rs",
               "p: a=src/bin/a.rs q=src/main.rs!"},
        Layout{"[package]\nname='p'\nedition='2021'\n[[bin]]\nname='p'\n[[bin]]\nname='b'",
               "src/main.rs src/bin/b/main.rs",
               "p: b=src/bin/b/main.rs p=src/main.rs"},
        Layout{"[package]\nname='p'\nedition='2015'\n[[bin]]\nname='a'\npath='src/a.rs'",
               "src/main.rs src/a.rs src/bin/b.rs",
               "p: a=src/a.rs!"},
        Layout{"[package]\nname='p'\n[[bin]]\nname='a'", "src/main.rs src/a.rs", "p: a=src/a.rs"},
        Layout{
            "[package]\nname='p'\n[[bin]]\nname='a'", "src/lib.rs src/main.rs src/a.rs", "p: a=src/main.rs"},
        Layout{
            "[package]\nname='p'\n[[bin]]\nname='a'", "src/lib.rs src/bin/main.rs", "p: a=src/bin/main.rs"},
        Layout{"[package]\nname='p'", "src/main.rs src/bin/b.rs", "p: b=src/bin/b.rs p=src/main.rs"},
        Layout{"[package]\nname='p'\nautobins=true\n[[bin]]\nname='a'\npath='a.rs'",
               "src/main.rs a.rs src/bin/b.rs",
               "p: a=a.rs! b=src/bin/b.rs p=src/main.rs"},
        Layout{"[package]\nname='p'\nedition.workspace=true\n[[bin]]\nname='a'\npath='a.rs'",
               "src/main.rs a.rs",
               "p: a=a.rs! p=src/main.rs"},
        Layout{"\xEF\xBB\xBF[package]\nname='p'\n[[bin]]\nname='\u00e9~7e'\npath='\u00fc/~a.rs'",
               "",
               "p: \u00e9~7e=\u00fc/~a.rs!"},
        Layout{"[project]\nname='p'", "src/main.rs", "p: p=src/main.rs"}));

INSTANTIATE_TEST_SUITE_P(NoPackage,
                         CargoPackageLayout,
                         testing::Values(Layout{"[workspace]\nmembers=['a']", "src/main.rs", "-"},
                                         Layout{"not toml", "src/main.rs", "-"},
                                         Layout{"[package]\nversion='1'", "src/main.rs", "-"},
                                         Layout{"package = 1", "src/main.rs", "-"},
                                         Layout{"[package]\nname = 1", "src/main.rs", "-"},
                                         Layout{"", "", "-"}));

INSTANTIATE_TEST_SUITE_P(
    MalformedTypes,
    CargoPackageLayout,
    testing::Values(Layout{"bin = 3\n[package]\nname='p'\nedition='2021'", "src/main.rs", "p: p=src/main.rs"},
                    Layout{"bin = [1, 'x', {}, {name=1}, {path='a'}]\n[package]\nname='p'\nedition='2021'",
                           "src/main.rs",
                           "p: p=src/main.rs"},
                    Layout{"[bin]\nname='x'\n[package]\nname='p'\nedition=2021\nautobins='no'",
                           "src/main.rs",
                           "p: p=src/main.rs"},
                    Layout{"[[bin]]\nname='x'\npath=1\n[package]\nname='p'\nedition='2021'",
                           "src/main.rs",
                           "p: p=src/main.rs"}));

TEST(CargoPackages, HostileNestingIsNoToml) {
  std::string keys = "a";
  for (int i = 0; i < 100'000; ++i) keys += ".a";
  for (const std::string& text : {keys + " = 1", '[' + keys + ']', "a = " + std::string(100'000, '[')}) {
    EXPECT_FALSE(read_cargo_package(
        text, {[](auto) { return false; }, [](auto) { return std::vector<std::string>(); }}));
  }
}

}  // namespace
}  // namespace cb21
