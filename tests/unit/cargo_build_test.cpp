// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_build.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CargoBuild read(std::string_view script) { return read_cargo_build(shell_commands(script).at(0)).value(); }

TEST(CargoBuild, KnowsWhichCommandsCompileTheProject) {
  for (const std::string_view script : {"cargo build",
                                        "cargo b -r",
                                        "cargo +nightly build",
                                        "cargo --locked -Z x build",
                                        "cargo run",
                                        "cargo rustc -- -C x",
                                        "cargo install --path .",
                                        "cargo install --path=. --root /x",
                                        "cargo auditable build",
                                        "cargo zigbuild",
                                        "cargo leptos build --release",
                                        "cargo-zigbuild zigbuild",
                                        "cross build",
                                        "xargo build",
                                        "xx-cargo build --release",
                                        "/usr/local/cargo/bin/cargo build",
                                        "RUSTFLAGS=-Cx cargo build",
                                        "cargo auditable install --path ."}) {
    EXPECT_TRUE(read_cargo_build(shell_commands(script).at(0))) << script;
  }
  for (const std::string_view script : {"cargo",
                                        "cargo fetch",
                                        "cargo check",
                                        "cargo test --no-run",
                                        "cargo test build",
                                        "cargo chef cook --release",
                                        "cargo chef prepare",
                                        "cargo metadata",
                                        "cargo fmt",
                                        "cargo install ripgrep",
                                        "cargo install cargo-chef --locked",
                                        "cargo auditable install ripgrep",
                                        "cargo build --help",
                                        "cargo clean",
                                        "rustc x.rs",
                                        "make build",
                                        "echo cargo build",
                                        "cargo nextest run"}) {
    EXPECT_FALSE(read_cargo_build(shell_commands(script).at(0))) << script;
  }
}

TEST(CargoBuild, KnowsWhereArtifactsGo) {
  EXPECT_EQ(read("cargo build").profile, "debug");
  EXPECT_EQ(read("cargo build --release").profile, "release");
  EXPECT_EQ(read("cargo build --profile dist").profile, "dist");
  EXPECT_EQ(read("cargo build --profile=dev").profile, "debug");
  EXPECT_EQ(read("cargo install --path .").profile, "release");
  EXPECT_EQ(read("cargo install --debug --path .").profile, "debug");
  EXPECT_EQ(read("cargo build --target x --target-dir /t").target, "x");
  EXPECT_EQ(read("cargo build --target x --target-dir=/t").target_dir, "/t");
  EXPECT_EQ(read("CARGO_TARGET_DIR=/u cargo build").target_dir, "/u");
}

TEST(CargoBuild, KnowsWhatIsSelected) {
  EXPECT_THAT(read("cargo build --bin a --bin=b").bins, ElementsAre("a", "b"));
  EXPECT_FALSE(read("cargo build --bin a").selects);
  EXPECT_TRUE(read("cargo build -p a").selects);
  EXPECT_TRUE(read("cargo build --package=a").selects);
  EXPECT_TRUE(read("cargo build $FLAGS").uncertain);
  EXPECT_FALSE(read("cargo build --target $T").uncertain);
  EXPECT_THAT(read("cargo run -- --bin x").bins, IsEmpty());
}

TEST(CargoBuild, ListsCargoArguments) {
  EXPECT_THAT(cargo_arguments(shell_commands("cargo +1.80 -q clean -p app").at(0)),
              ElementsAre("clean", "-p", "app"));
  EXPECT_THAT(cargo_arguments(shell_commands("cargo-chef chef cook").at(0)), ElementsAre("chef", "cook"));
  EXPECT_THAT(cargo_arguments(shell_commands("rm x").at(0)), IsEmpty());
}

TEST(CargoBuild, KnowsWhichPackagesAreNamed) {
  EXPECT_THAT(read("cargo build -p a --package=b -pc --package d").packages, ElementsAre("a", "b", "c", "d"));
  EXPECT_TRUE(read("cargo build -p a").selects);
  EXPECT_FALSE(read("cargo build -p a").every_package);
  EXPECT_TRUE(read("cargo build -p a --workspace").every_package);
  EXPECT_TRUE(read("cargo build --manifest-path=x/Cargo.toml").every_package);
  EXPECT_TRUE(read("cargo build --bin a --bins").every_bin);
  EXPECT_FALSE(read("cargo build --bin a --lib").every_bin);
}

TEST(CargoBuild, ReadsClusteredShortOptions) {
  EXPECT_EQ(read("cargo build -rp app").profile, "release");
  EXPECT_THAT(read("cargo build -rp app").packages, ElementsAre("app"));
  EXPECT_THAT(read("cargo build -vrpapp").packages, ElementsAre("app"));
  EXPECT_EQ(read("cargo build -vr").profile, "release");
  EXPECT_EQ(read("cargo build -qrj4").profile, "release");
  EXPECT_EQ(read("cargo build -jr").profile, "debug");
  EXPECT_EQ(read("cargo build -Fr").profile, "debug");
  EXPECT_THAT(read("cargo build -p=app").packages, ElementsAre("app"));
}

TEST(CargoBuild, KnowsWhichProfileIsNamed) {
  const auto named = [](std::string_view script) { return named_profile(shell_commands(script).at(0)); };
  EXPECT_EQ(named("cargo chef cook --profile dist"), "dist");
  EXPECT_EQ(named("cargo build --profile=dev"), "debug");
  EXPECT_EQ(named("cargo build --release"), "");
  EXPECT_EQ(named("make --profile dist"), "");
}

TEST(CargoBuild, KnowsWhichCommandsMayHideABuild) {
  for (const std::string_view script : {"make release",
                                        "./build.sh",
                                        "sh build.sh",
                                        ". ./env",
                                        "$CARGO build",
                                        "cargo run --bin gen",
                                        "cargo xtask dist",
                                        "cargo make build",
                                        "cargo test",
                                        "find . -name Cargo.toml -execdir cargo build ;",
                                        "python3 x.py"}) {
    EXPECT_TRUE(may_hide_build(shell_commands(script).at(0))) << script;
  }
  for (const std::string_view script : {"cp a b",
                                        "/bin/mv a b",
                                        "> x",
                                        "cargo build",
                                        "cargo chef cook",
                                        "cargo --version",
                                        "cargo install sqlx-cli",
                                        "find . -name x -delete",
                                        "apt-get update"}) {
    EXPECT_FALSE(may_hide_build(shell_commands(script).at(0))) << script;
  }
}

TEST(CargoBuild, IsUncertainWhereWordsAreAdded) {
  EXPECT_TRUE(read("xargs cargo build --bin").uncertain);
  EXPECT_FALSE(read("cargo build --bin a").uncertain);
}

}  // namespace
}  // namespace cb21
