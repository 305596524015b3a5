// SPDX-License-Identifier: Apache-2.0
#include "scaffold/toolchain_stage.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

struct Case {
  std::string name;
  std::string dockerfile;
  std::string image;
  std::vector<std::string> steps;
};

const std::string k_compile =
    "COPY . .\nRUN cargo build --release\nFROM scratch\nCOPY --from=b /target/release/x /x\n";

TEST(ToolchainStage, TakesTheImageThatBringsRust) {
  const std::string fallback = "rust:1-slim-bookworm";
  const std::vector<Case> cases{
      {"a Rust image", "FROM rust:1.80-alpine AS b\n", "rust:1.80-alpine", {}},
      {"an argument", "ARG V=1.79\nFROM --platform=$BUILDPLATFORM rust:${V} AS b\n", "rust:1.79", {}},
      {"stages in a row",
       "FROM ghcr.io/me/rust@sha256:00 AS chef\nFROM chef AS b\n",
       "ghcr.io/me/rust@sha256:00",
       {}},
      {"no Rust in its name", "FROM debian:bookworm AS b\nRUN apt-get install -y cargo\n", fallback, {}},
      {"an argument without a default", "ARG V\nFROM rust:$V-x$Q AS b\n", fallback, {}},
  };
  for (const Case& given : cases) {
    const ToolchainStage stage = find_toolchain_stage(parse_dockerfile(given.dockerfile + k_compile));
    EXPECT_EQ(stage.image, given.image) << given.name;
    EXPECT_EQ(stage.install_steps, given.steps) << given.name;
  }
  EXPECT_EQ(find_toolchain_stage(parse_dockerfile("FROM rust:1\nRUN true\n")).image, fallback);
}

TEST(ToolchainStage, TakesTheStepsThatInstallPackages) {
  const std::vector<Case> cases{
      {"apt-get",
       "RUN apt-get update && apt-get install -y libssl-dev\n",
       "",
       {"RUN apt-get update && apt-get install -y libssl-dev"}},
      {"over lines", "RUN apk add \\\n  musl-dev\n", "", {"RUN apk add   musl-dev"}},
      {"a cache mount goes",
       "RUN --mount=type=cache,target=/var/cache/apt apt-get install -y x\n",
       "",
       {"RUN apt-get install -y x"}},
      {"a substitution stays",
       "RUN apt-get install -y linux-headers-$(uname -r)\n",
       "",
       {"RUN apt-get install -y linux-headers-$(uname -r)"}},
      {"a secret", "RUN --mount=type=secret,id=x apt-get install -y x\n", "", {}},
      {"a variable", "ARG P=x\nRUN apt-get install -y $P\n", "", {}},
      {"a compile", "RUN apt-get install -y x && cargo build\n", "", {}},
      {"the exec form", "RUN [\"apt-get\", \"install\", \"x\"]\n", "", {}},
      {"a heredoc", "RUN <<EOF\napt-get install -y x\nEOF\n", "", {}},
      {"something else", "RUN rustup target add x\n", "", {}},
  };
  for (const Case& given : cases) {
    const std::string text =
        "FROM rust:1 AS b\n" + given.dockerfile + k_compile + "RUN apt-get install -y runtime\n";
    EXPECT_EQ(find_toolchain_stage(parse_dockerfile(text)).install_steps, given.steps) << given.name;
  }
}

}  // namespace
}  // namespace cb21
