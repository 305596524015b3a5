// SPDX-License-Identifier: Apache-2.0
#include "inputs/placeholder_scan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

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

// What makes a placeholder, then what stands before the real build.
std::size_t stale_after(std::string_view made, std::string_view renewed) {
  return scan_stages(parse_dockerfile("FROM rust\nWORKDIR /app\nRUN " + std::string(made) +
                                      "\nRUN cargo build\nCOPY src src\nRUN " + std::string(renewed) +
                                      " && cargo build\n"))[0]
      .stale.size();
}

TEST(PlaceholderScan, KnowsInWhichDirectoryASourceIsMadeUp) {
  for (const std::string_view made : {"(cd /tmp && wget x) && mkdir src && echo > src/main.rs",
                                      "mkdir src; sh -c 'cd /tmp && wget x'; echo > src/main.rs",
                                      "x=$(cd /tmp && ls); touch src/main.rs",
                                      "echo x | sponge src/main.rs",
                                      "mv dummy.rs src/main.rs"}) {
    EXPECT_EQ(stale_after(made, "true"), 1U) << made;
  }
}

TEST(PlaceholderScan, KnowsInWhichDirectoryASourceIsRenewed) {
  for (const std::string_view renewed : {"(cd web && npm ci) && touch src/main.rs",
                                         "sh -c 'cd web && npm ci' && touch src/main.rs",
                                         "cd web && npm ci && cd - && touch src/main.rs",
                                         "cd -- src && touch main.rs && cd ..",
                                         "cd \"$(dirname src)\" && touch src/main.rs",
                                         "sed -i s/a/b/ src/main.rs",
                                         "echo >> src/main.rs",
                                         "cp /tmp/m src/main.rs"}) {
    EXPECT_EQ(stale_after("touch src/main.rs", renewed), 0U) << renewed;
  }
  EXPECT_EQ(stale_after("touch src/main.rs", "(cd web && touch src/main.rs)"), 1U);
}

TEST(PlaceholderScan, SeesASourceArriveBelowTheParentsThatACopyKeeps) {
  for (const std::string_view copy : {"COPY src/main.rs src/", "COPY --parents src/main.rs ./"}) {
    const auto stages = scan_stages(
        parse_dockerfile("FROM rust\nWORKDIR /app\nRUN mkdir src && touch src/main.rs && cargo build\n" +
                         std::string(copy) + "\nRUN cargo build\n"));
    EXPECT_EQ(stages.at(0).stale.size(), 1U) << copy;
  }
}

TEST(PlaceholderScan, SaysWhereAnUnknownBuilderRunsOnTheRealSources) {
  const std::string cook = "FROM rust\nRUN ./setup.sh && cargo chef cook --release\nCOPY . .\nRUN ";
  const auto builds = [&](const std::string& steps) {
    return scan_stages(parse_dockerfile(cook + steps))[0].builds;
  };
  for (const std::string steps : {"make release && cargo build --bin seed",
                                  "cargo build --bin seed\nRUN ./build.sh",
                                  "cargo run --bin gen",
                                  "cargo xtask dist; cargo build --bin seed"}) {
    const auto found = builds(steps);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const Compilation& c) {
      return c.build.uncertain;
    })) << steps;
  }
  EXPECT_EQ(builds("mkdir -p /out && cargo build --bin seed && cp target/debug/seed /out").size(), 1U);
  EXPECT_TRUE(builds("ls").empty());
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
