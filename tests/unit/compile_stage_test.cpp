// SPDX-License-Identifier: Apache-2.0
#include "inputs/compile_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::optional<std::size_t> compile_stage(std::string_view text, std::string_view target = "") {
  return find_compile_stage(parse_dockerfile(text), target);
}

TEST(CompileStage, ListsWhatAStageIsMadeOf) {
  const Dockerfile file = parse_dockerfile("FROM a AS x\nFROM b AS y\nFROM x AS z\nFROM z\n");
  EXPECT_THAT(stage_lineage(file, 3), ElementsAre(0, 2, 3));
  EXPECT_THAT(stage_lineage(file, 1), ElementsAre(1));
}

TEST(CompileStage, KnowsOnlyEarlierStagesAsSources) {
  const Dockerfile file = parse_dockerfile("FROM a AS x\nFROM b AS y\n");
  EXPECT_EQ(source_stage(file, "X", 1), 0U);
  EXPECT_EQ(source_stage(file, "0", 1), 0U);
  EXPECT_EQ(source_stage(file, "y", 1), std::nullopt);
  EXPECT_EQ(source_stage(file, "alpine:3", 1), std::nullopt);
  EXPECT_EQ(source_stage(file, "", 1), std::nullopt);
}

TEST(CompileStage, IsTheTargetOfASingleStageFile) {
  EXPECT_EQ(compile_stage("FROM rust\nCOPY . .\nRUN cargo build\n"), 0U);
}

TEST(CompileStage, IsTheStageCopiedFrom) {
  EXPECT_EQ(compile_stage("FROM rust AS builder\nRUN cargo build\nFROM scratch\nCOPY --from=Builder /a /a\n"),
            0U);
  EXPECT_EQ(compile_stage("FROM rust\nRUN cargo build\nFROM scratch\nCOPY --from=0 /a /a\n"), 0U);
}

TEST(CompileStage, IsFoundThroughCollectors) {
  EXPECT_EQ(compile_stage("FROM rust AS b\nRUN cargo build\nFROM scratch AS c\nCOPY --from=b /a /a\n"
                          "FROM alpine AS d\nCOPY --from=c /a /a\nFROM d\nCMD a\n"),
            0U);
}

TEST(CompileStage, IsFoundThroughABindMount) {
  EXPECT_EQ(compile_stage(
                "FROM rust AS b\nRUN cargo build\nFROM alpine\nRUN --mount=from=b,target=/b cp /b/a /a\n"),
            0U);
}

TEST(CompileStage, IsTheBaseOfAStageThatRunsNothing) {
  EXPECT_EQ(compile_stage("FROM rust AS b\nRUN cargo build\nFROM b AS x\nFROM alpine\nCOPY --from=x /a /a\n"),
            0U);
  EXPECT_EQ(compile_stage("FROM rust AS b\nRUN cargo build\nFROM b\nCMD a\n"), 0U);
}

constexpr std::string_view k_chef =
    "FROM rust AS chef\n"
    "RUN cargo install cargo-chef\n"
    "WORKDIR /app\n"
    "FROM chef AS planner\n"
    "COPY . .\n"
    "RUN cargo chef prepare --recipe-path recipe.json\n"
    "FROM chef AS builder\n"
    "COPY --from=planner /app/recipe.json recipe.json\n"
    "RUN cargo chef cook --release --recipe-path recipe.json\n"
    "COPY . .\n"
    "RUN cargo build --release --bin app\n"
    "FROM debian AS runtime\n"
    "COPY --from=builder /app/target/release/app /usr/local/bin\n"
    "ENTRYPOINT [\"/usr/local/bin/app\"]\n";

TEST(CompileStage, IsTheBuilderOfACargoChefFile) {
  EXPECT_EQ(compile_stage(k_chef), 2U);
  EXPECT_EQ(compile_stage(k_chef, "planner"), std::nullopt);
}

TEST(CompileStage, IsTheStageOfDependenciesOnlyIfNothingNearerCompiles) {
  EXPECT_EQ(
      compile_stage(
          "FROM rust AS deps\nRUN cargo build\nFROM rust AS b\nCOPY --from=deps /t /t\nRUN cargo build\n"
          "FROM scratch\nCOPY --from=b /a /a\n"),
      1U);
}

TEST(CompileStage, OfSeveralIsTheOneWithWhatTheImageStarts) {
  EXPECT_EQ(
      compile_stage(
          "FROM rust AS wasm\nRUN cargo build\nFROM rust AS server\nRUN cargo build\nFROM debian\n"
          "COPY --from=wasm /out/site /site\nCOPY --from=server /out/srv /usr/bin/\nCMD exec srv --port 1\n"),
      1U);
  EXPECT_EQ(
      compile_stage("FROM rust AS one\nRUN cargo build\nFROM rust AS two\nRUN cargo build\nFROM debian\n"
                    "COPY --from=one /a /a\nCOPY --from=two /b /b\n"),
      0U);
}

TEST(CompileStage, IsTheStageWithTheTargetDirectoryIfNoRunNamesCargo) {
  EXPECT_EQ(compile_stage(
                "FROM node AS web\nRUN make\nFROM rust AS b\nRUN make\nFROM debian\nCOPY --from=web /d /d\n"
                "COPY --from=b /app/target/release/a /a\n"),
            1U);
}

TEST(CompileStage, IsNothingWithoutCargo) {
  EXPECT_EQ(compile_stage("FROM node\nRUN npm ci\n"), std::nullopt);
  EXPECT_EQ(compile_stage(""), std::nullopt);
  EXPECT_EQ(compile_stage("FROM rust\nRUN cargo build\n", "none"), std::nullopt);
  EXPECT_EQ(compile_stage("FROM rust AS unused\nRUN cargo build\nFROM alpine\n"), std::nullopt);
}

TEST(CompileStage, SeesCargoWhereverItRuns) {
  for (const std::string_view command : {"cargo build --release",
                                         "cd x && cargo build",
                                         "sh -c \"cargo build\"",
                                         "RUSTFLAGS='-C x' cargo build",
                                         "set -eux; cargo +nightly build",
                                         "/usr/local/cargo/bin/cargo build",
                                         "(cargo build || true)",
                                         "if true; then cargo b; fi",
                                         "cargo install --path . --root /usr/local",
                                         "cargo build --release && cp target/release/x /out/x",
                                         "bash <<E\ncargo build\nE",
                                         "set -e\ncargo \\\n  build\n",
                                         "out=$(cargo build)"}) {
    EXPECT_TRUE(runs_cargo_build(command)) << command;
  }
  for (const std::string_view command : {"echo cargo build",
                                         "cargo fetch",
                                         "# cargo build",
                                         "cat <<E >x\ncargo build\nE",
                                         "cargo test --no-run",
                                         "apt-get install cargo build-essential",
                                         ""}) {
    EXPECT_FALSE(runs_cargo_build(command)) << command;
  }
}

TEST(CompileStage, ListsNoShippedFilesOfASingleStageFile) {
  EXPECT_THAT(shipped_files(parse_dockerfile("FROM rust AS b\nRUN cargo build\nFROM b\n"), ""), IsEmpty());
  EXPECT_THAT(shipped_files(parse_dockerfile(""), ""), IsEmpty());
}

}  // namespace
}  // namespace cb21
