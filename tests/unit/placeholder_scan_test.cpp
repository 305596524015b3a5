// SPDX-License-Identifier: Apache-2.0
#include "inputs/placeholder_scan.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

TEST(PlaceholderScan, FollowsAStageThroughItsInstructions) {
  const auto stages =
      scan_stages(parse_dockerfile("FROM rust AS a\nWORKDIR /app\nRUN cargo init && cargo build\nFROM "
                                   "a\nCOPY src src\nRUN cargo build\n"));
  ASSERT_EQ(stages.size(), 2U);
  EXPECT_EQ(stages[0].placeholders.at(0).path, "/app/src/main.rs");
  EXPECT_FALSE(stages[0].placeholders.at(0).replaced);
  EXPECT_EQ(stages[0].placeholder_builds.size(), 1U);
  EXPECT_TRUE(stages[0].stale.empty());
  ASSERT_EQ(stages[1].stale.size(), 1U);
  EXPECT_EQ(stages[1].stale[0].compiled_line, 3U);
  EXPECT_EQ(stages[1].stale[0].arrival_line, 5U);
  EXPECT_EQ(stages[1].stale[0].build_line, 6U);
}

TEST(PlaceholderScan, ForgetsBoundSourcesAfterTheirRun) {
  const auto stages =
      scan_stages(parse_dockerfile("FROM rust\nWORKDIR /app\nRUN cargo init && cargo build\nRUN "
                                   "--mount=source=src,target=src ls\nRUN cargo build\n"));
  EXPECT_TRUE(stages[0].stale.empty());
  EXPECT_TRUE(stages[0].arrived.empty());
}

TEST(PlaceholderScan, StaysSmallWhenStagesCopyFromEachOther) {
  std::string text = "FROM rust AS s0\nRUN touch a.rs && cargo build && cargo chef cook\n";
  for (int i = 1; i < 40; ++i) {
    const std::string from = "COPY --from=s" + std::to_string(i - 1) + " /app /app\n";
    text.append("FROM rust AS s").append(std::to_string(i)).append("\n").append(from).append(from);
  }
  const auto stages = scan_stages(parse_dockerfile(text));
  EXPECT_TRUE(stages.back().cooked);
  EXPECT_LE(stages.back().placeholders.size(), 64U);
}

TEST(PlaceholderScan, FindsTheTargetDirectoryInTheEnvironment) {
  const Dockerfile file =
      parse_dockerfile("FROM a AS b\nENV CARGO_TARGET_DIR=/x\nFROM b\nRUN --mount=type=cache,target=/x y\n");
  EXPECT_EQ(target_directory(file, 1), "/x");
  EXPECT_NE(target_cache_mount(file.stages[1].runs[0], {}, "/x"), nullptr);
  EXPECT_EQ(target_cache_mount(file.stages[1].runs[0], {}, ""), nullptr);
}

}  // namespace
}  // namespace cb21
