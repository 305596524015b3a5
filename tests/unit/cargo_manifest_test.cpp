// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_manifest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

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
  }
}

// toml++ 3.3 asserts on the first two and the last; the third is undefined behaviour in it.
TEST(CompileSettings, AssertionsOfTheParserAreNoToml) {
  for (const std::string& text :
       {std::string("[*]"), std::string("[[*]]"), std::string("\u00e9 = 1"), std::string("[\0]", 3)}) {
    EXPECT_NE(compile_settings_digest(text), compile_settings_digest(text + ' '));
  }
}

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
