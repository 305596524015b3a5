// SPDX-License-Identifier: Apache-2.0
#include "inputs/rust_presence.hpp"

#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <string>

namespace cb21 {
namespace {

// A Python service.
class RustPresenceTest : public testing::Test {
 protected:
  RustPresenceTest() {
    tree.write("app/Dockerfile", "FROM python:3\nCOPY . .\nCMD [\"python\", \"app.py\"]\n");
    tree.write("app/app.py", "print('hello')\n");
    tree.write("app/pkg/deep/module.py", "");
    arguments.directory = tree.path("app");
  }

  RustPresence find() const { return find_rust_presence(arguments); }

  test::TempTree tree;
  ContextArguments arguments;
};

TEST_F(RustPresenceTest, AreNotInAPythonService) { EXPECT_EQ(find(), RustPresence::none); }

TEST_F(RustPresenceTest, AreFilesThatDockerWouldSend) {
  for (const std::string name : {"Cargo.toml", "pkg/Cargo.toml", "pkg/deep/x.rs"}) {
    tree.write("app/" + name, "");
    EXPECT_EQ(find(), RustPresence::files) << name;
    tree.remove("app/" + name);
  }
  tree.link("app/pkg/link.rs", "deep/module.py");
  EXPECT_EQ(find(), RustPresence::files) << "the link's name is what the compiler sees";
}

TEST_F(RustPresenceTest, AreKnownByTheManifestsThatDockerWouldSend) {
  tree.write("app/pkg/Cargo.toml", "");
  tree.write("app/Cargo.toml", "");
  tree.write("app/pkg/x.rs", "");
  tree.write("app/vendor/Cargo.toml", "");
  tree.write("app/.dockerignore", "vendor\n");
  const auto manifests = [&] {
    arguments.builder = Builder::buildkit;
    return sent_manifests(locate_build_context(arguments));
  };
  EXPECT_THAT(manifests(), testing::Optional(testing::ElementsAre("Cargo.toml", "pkg/Cargo.toml")));
  tree.write("more/Cargo.toml", "");
  arguments.named = {{"extra", tree.path("more")}};
  EXPECT_THAT(manifests(), testing::Optional(testing::Contains("extra:Cargo.toml")));
}

TEST_F(RustPresenceTest, AreNotFilesWhoseNamesOnlyLookAlike) {
  tree.directory("app/folder.rs");
  tree.fifo("app/pipe.rs");
  for (const std::string name : {"cargo.toml", "x.rs.txt", "x.RS", "mycargo.toml"})
    tree.write("app/" + name, "");
  EXPECT_EQ(find(), RustPresence::none);
}

TEST_F(RustPresenceTest, AreNotFilesThatAreIgnored) {
  tree.write("app/vendor/x.rs", "");
  tree.write("app/Cargo.toml", "");
  tree.write("app/.dockerignore", "vendor\nCargo.toml\n");
  EXPECT_EQ(find(), RustPresence::none);
  tree.write("app/.dockerignore", "vendor\nCargo.toml\n!vendor/x.rs\n");
  EXPECT_EQ(find(), RustPresence::files);
}

TEST_F(RustPresenceTest, HangOnTheBuilderWhereOnlyOneReadsTheIgnoreFile) {
  tree.write("app/x.rs", "");
  tree.write("app/Dockerfile.dockerignore", "x.rs\n");
  EXPECT_EQ(find(), RustPresence::classic_only);
  tree.write("app/.dockerignore", "*.rs\n");
  EXPECT_EQ(find(), RustPresence::none);
}

TEST_F(RustPresenceTest, AreInNamedContextsToo) {
  tree.write("library/src/lib.rs", "");
  arguments.named = {{"library", tree.path("library")}};
  EXPECT_EQ(find(), RustPresence::files);
  arguments.named = {{"library", tree.path("app/pkg")}, {"base", "docker-image://debian:12"}};
  EXPECT_EQ(find(), RustPresence::none);
  arguments.named = {{"base", "docker-image://rust:1"}};
  EXPECT_EQ(find(), RustPresence::some);
}

TEST_F(RustPresenceTest, AreAllThatCannotBeSeen) {
  arguments.named = {{"library", "https://example.com/x.git"}};
  EXPECT_EQ(find(), RustPresence::some);
  arguments.named.clear();
  arguments.dockerfile = "-";
  EXPECT_EQ(find(), RustPresence::some);
  arguments.dockerfile = tree.path("app/missing");
  EXPECT_EQ(find(), RustPresence::some);
  arguments.dockerfile.reset();
  arguments.directory.reset();
  EXPECT_EQ(find(), RustPresence::some);
}

TEST_F(RustPresenceTest, MayBeInAFolderThatCannotBeRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads everything";
  tree.set_mode("app/pkg", 0);
  EXPECT_EQ(find(), RustPresence::files);
  EXPECT_FALSE(sent_manifests(locate_build_context(arguments)));
  tree.set_mode("app/pkg", 0755);
}

TEST_F(RustPresenceTest, AreWhatBuildArgumentsName) {
  tree.write("app/Dockerfile", "ARG BASE=debian:12\nFROM $BASE\nARG MAKE=true\nRUN $MAKE\n");
  EXPECT_EQ(find(), RustPresence::none);
  arguments.build_args = {{"BASE", "rust:1-slim"}};
  EXPECT_EQ(find(), RustPresence::some);
  arguments.build_args = {{"MAKE", "cargo build"}};
  EXPECT_EQ(find(), RustPresence::some);
}

TEST(NamesRust, HoldsForInstructionsThatDo) {
  for (const std::string text : {"FROM debian\nRUN cargo build\n",
                                 "FROM debian\nRUN apt-get install -y \\\n  rustc\n",
                                 "FROM debian\nENV CARGO_HOME=/x\n",
                                 "FROM debian\nRUN <<EOF\nset -e\nCargo build\nEOF\n",
                                 "FROM debian\nONBUILD RUN cargo build\n",
                                 "FROM debian\nCOPY Cargo.lock .\n",
                                 "FROM debian\nCOPY target/release/app /app\n",
                                 "FROM debian\nCOPY ./target/x86_64-unknown-linux-musl/release/app /\n",
                                 "FROM debian\nCOPY --from=b /src/target/debug /\n",
                                 "FROM rust\n",
                                 "FROM --platform=linux/amd64 docker.io/library/Rust:1-slim AS b\n",
                                 "FROM ghcr.io/rust-lang/rust:nightly\n",
                                 "FROM x/cargo-chef:latest\n",
                                 "ARG BASE=rust:1\nFROM $BASE\nRUN cargo build\n",
                                 "FROM debian\nCOPY --from=rust:1 /usr/local /usr/local\n",
                                 "FROM debian\nRUN --mount=type=bind,from=rust:1,target=/r make\n",
                                 "FROM debian\nRUN --mount=type=cache,target=/root/.cargo make\n"}) {
    EXPECT_TRUE(names_rust(text)) << text;
  }
}

TEST(NamesRust, HoldsForNoOther) {
  for (const std::string text : {"FROM python:3\nRUN pip install .\n",
                                 "# no cargo here\nFROM golang:1\n# rustc\nRUN go build\n",
                                 "FROM registry/trusted-base:1\nRUN ./crust\n",
                                 "FROM debian\nRUN escargot --cargotracker\n",
                                 "FROM debian\nRUN ./trust rust.txt\n",
                                 "FROM eclipse-temurin:21\nCOPY target/app.jar /\nCOPY target/releases /\n",
                                 "# syntax=docker/dockerfile:1\nFROM debian\n",
                                 ""}) {
    EXPECT_FALSE(names_rust(text)) << text;
  }
}

}  // namespace
}  // namespace cb21
