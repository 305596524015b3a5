// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_manifest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

constexpr std::string_view k_manifest = R"(
[package]
name = "svc"
version = "0.1.0"
edition = "2021"

[features]
default = ["a"]
a = []

[profile.release]
lto = true
opt-level = 3

[dependencies]
log = "0.4"

[target.'cfg(unix)'.dependencies]
libc = "0.2"

[workspace]
members = ["a"]

[workspace.dependencies]
log = "0.4"
)";

std::string edited(std::string_view from, std::string_view to) {
  std::string text(k_manifest);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

struct Edit {
  std::string_view from;
  std::string_view to;
};

class DependencyEdit : public testing::TestWithParam<Edit> {};

TEST_P(DependencyEdit, LeavesTheDigest) {
  EXPECT_EQ(compile_settings_digest(edited(GetParam().from, GetParam().to)),
            compile_settings_digest(k_manifest));
}

INSTANTIATE_TEST_SUITE_P(
    Tables,
    DependencyEdit,
    testing::Values(
        Edit{"log = \"0.4\"", "log = { version = \"0.5\", features = [\"std\"] }\nanyhow = '1'"},
        Edit{"log = \"0.4\"\n\n[target", "[target"},
        Edit{"[dependencies]", "[dev-dependencies]\nx = '1'\n[build-dependencies]\ny = '1'\n[dependencies]"},
        Edit{"[dependencies]", "[dependencies.serde]\nversion = '1'\n[dependencies]"},
        Edit{"libc = \"0.2\"", "libc = \"0.3\""},
        Edit{"[target.'cfg(unix)'.dependencies]", "[target.'cfg(windows)'.dev-dependencies]"},
        Edit{"[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"", ""},
        Edit{"[workspace.dependencies]\nlog = \"0.4\"", ""},
        Edit{"[features]",
             "[patch.crates-io]\na = { path = 'a' }\n[replace]\n'b:1.0.0' = { path = 'b' }\n[features]"}));

INSTANTIATE_TEST_SUITE_P(Writing,
                         DependencyEdit,
                         testing::Values(Edit{"lto = true\nopt-level = 3",
                                              "# faster\nopt-level  =  0x3\nlto=true"},
                                         Edit{"\"svc\"", "'svc'"},
                                         Edit{"[\"a\"]\na = []", "[\n  \"a\",\n]\na = []"}));

TEST(CompileSettings, DoNotDependOnOrderOrFormOfTables) {
  EXPECT_EQ(compile_settings_digest("[a]\nx = 1\n[b]\ny.z = 2\n"),
            compile_settings_digest("b = { y = { z = 2 } }\na.x = 1\n"));
}

class SettingsEdit : public testing::TestWithParam<Edit> {};

TEST_P(SettingsEdit, ChangesTheDigest) {
  EXPECT_NE(compile_settings_digest(edited(GetParam().from, GetParam().to)),
            compile_settings_digest(k_manifest));
}

INSTANTIATE_TEST_SUITE_P(Settings,
                         SettingsEdit,
                         testing::Values(Edit{"0.1.0", "0.1.1"},
                                         Edit{"2021", "2018"},
                                         Edit{"lto = true", "lto = false"},
                                         Edit{"lto = true", "lto = \"true\""},
                                         Edit{"opt-level = 3", "opt-level = \"3\""},
                                         Edit{"opt-level = 3", "opt-level = 3.0"},
                                         Edit{"default = [\"a\"]", "default = []"},
                                         Edit{"a = []", "a = []\nb = []"},
                                         Edit{"members = [\"a\"]", "members = [\"a\", \"b\"]"},
                                         Edit{"members = [\"a\"]", "members = [[\"a\"]]"},
                                         Edit{"[features]", "[[bin]]\nname = \"x\"\n[features]"},
                                         Edit{"[features]",
                                              "[package.metadata.dependencies]\na = 1\n[features]"},
                                         Edit{"[features]", "[target.x]\nrunner = 'a'\n[features]"},
                                         Edit{"[workspace]\nmembers = [\"a\"]", ""}));

struct Pair {
  std::string_view left;
  std::string_view right;
};

class DistinctSettings : public testing::TestWithParam<Pair> {};

TEST_P(DistinctSettings, HaveDistinctDigests) {
  EXPECT_NE(compile_settings_digest(GetParam().left), compile_settings_digest(GetParam().right));
}

INSTANTIATE_TEST_SUITE_P(Values,
                         DistinctSettings,
                         testing::Values(Pair{"a = 0.1", "a = 0.10000000000000002"},
                                         Pair{"a = 0.0", "a = -0.0"},
                                         Pair{"a = 1979-05-27", "a = 1979-05-28"},
                                         Pair{"a = 07:32:00", "a = 07:32:00.000000001"},
                                         Pair{"a = 1979-05-27T07:32:00", "a = 1979-05-27T07:32:00Z"},
                                         Pair{"a = 1979-05-27T07:32:00Z", "a = 1979-05-27T07:32:00+00:01"},
                                         Pair{"a = true", "a = false"},
                                         Pair{"a = '\u00e9'", "a = '\u00e8'"},
                                         Pair{"a = '\u00e9'", "a = '~c3~a9'"},
                                         Pair{"a = ['b', 'c']", "a = ['c', 'b']"},
                                         Pair{"a = ['bc']", "a = ['b', 'c']"},
                                         Pair{"a.b = {}", "a.b = []"},
                                         Pair{"a = {}", "b = {}"},
                                         Pair{"", "[workspace]"},
                                         Pair{"not = = toml", "not = = toml "}));

TEST(CompileSettings, HostileNestingIsNoToml) {
  std::string keys = "a";
  for (int i = 0; i < 100'000; ++i) keys += ".a";
  const std::string arrays(100'000, '[');
  for (const std::string& text : {keys + " = 1", '[' + keys + ']', "a = " + arrays}) {
    EXPECT_NE(compile_settings_digest(text), compile_settings_digest(text + ' '));
    EXPECT_FALSE(read_cargo_package(
        text, {[](auto) { return false; }, [](auto) { return std::vector<std::string>(); }}));
  }
}

// toml++ 3.3 asserts on the first two and the last; the third is undefined behaviour in it.
TEST(CompileSettings, AssertionsOfTheParserAreNoToml) {
  for (const std::string& text :
       {std::string("[*]"), std::string("[[*]]"), std::string("\u00e9 = 1"), std::string("[\0]", 3)}) {
    EXPECT_NE(compile_settings_digest(text), compile_settings_digest(text + ' '));
  }
}

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

struct Level {
  std::string_view manifest;
  std::string_view macro;
  bool compiled_out;
};

class LogLevel : public testing::TestWithParam<Level> {};

TEST_P(LogLevel, IsTurnedOffByFeatures) {
  EXPECT_EQ(may_compile_out(GetParam().manifest, GetParam().macro), GetParam().compiled_out)
      << GetParam().manifest << ' ' << GetParam().macro;
}

constexpr std::string_view k_warn =
    "[dependencies]\nlog = { version='0.4', features=['std', 'max_level_warn'] }";

INSTANTIATE_TEST_SUITE_P(
    Features,
    LogLevel,
    testing::Values(
        Level{k_warn, "info", true},
        Level{k_warn, "warn", false},
        Level{k_warn, "error", false},
        Level{k_warn, "debug", true},
        Level{k_warn, "event", true},
        Level{k_warn, "println", false},
        Level{k_warn, "writeln", false},
        Level{"[dependencies]\nlog = '0.4'", "info", false},
        Level{"[dependencies]\nlog = '0.4'", "event", false},
        Level{"[dependencies.tracing]\nfeatures=['release_max_level_off']", "error", true},
        Level{"[dependencies.tracing]\nfeatures=['release_max_level_info']", "info", false},
        Level{"[workspace.dependencies]\ntracing={features=['release_max_level_error']}", "warn", true},
        Level{"[target.'cfg(unix)'.dependencies]\nlog={features=['max_level_error']}", "info", true},
        Level{"[features]\nquiet=['log/release_max_level_warn']", "info", true},
        Level{"[features]\nquiet=['log?/max_level_info', 'tracing/max_level_warn']", "info", true},
        Level{"[features]\nx=['max_level_unheard_of']", "trace", false},
        Level{"not = = toml max_level_warn", "error", true},
        Level{"not = = toml", "info", false},
        Level{"", "info", false}));

}  // namespace
}  // namespace cb21
