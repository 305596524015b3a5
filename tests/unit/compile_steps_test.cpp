// SPDX-License-Identifier: Apache-2.0
#include "inputs/compile_steps.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

using Labels = std::vector<std::string>;

TEST(CompileSteps, AreNumberedAsDockerNumbersThem) {
  const Dockerfile dockerfile = parse_dockerfile(
      "ARG X=1\nFROM rust AS Builder\nENV A=b\nWORKDIR /build\nCOPY . .\nUSER 1\nRUN cargo build --release\n"
      "RUN strip x\nFROM scratch\nCOPY --from=builder /build/target/release/app /\n");
  EXPECT_EQ(compile_step_labels(dockerfile, ""), Labels({"builder 4/5"}));
}

TEST(CompileSteps, OfASingleStageHaveNoStage) {
  const Dockerfile dockerfile = parse_dockerfile("FROM rust\nCOPY . .\nRUN cargo build\n");
  EXPECT_EQ(compile_step_labels(dockerfile, ""), Labels({"3/3"}));
}

TEST(CompileSteps, OfAStageWithoutANameHaveItsNumber) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust\nCOPY . .\nRUN cargo build\nFROM scratch\nCOPY --from=0 /target/debug/a /\n");
  EXPECT_EQ(compile_step_labels(dockerfile, ""), Labels({"stage-0 3/3"}));
}

TEST(CompileSteps, LeaveOutThePrebuildOfDependencies) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust AS b\nCOPY Cargo.toml .\nRUN cargo build --release\nCOPY src src\nRUN cargo build "
      "--release\n"
      "FROM scratch\nCOPY --from=b /target/release/a /\n");
  EXPECT_EQ(compile_step_labels(dockerfile, ""), Labels({"b 5/5"}));
}

TEST(CompileSteps, AreNoneWhereCargoIsNotHeardInFull) {
  const auto labels = [](const std::string& run) {
    return compile_step_labels(
        parse_dockerfile("FROM rust\nCOPY . .\nRUN " + run + "\nRUN cargo build --bins\n"), "");
  };
  EXPECT_EQ(labels("cargo build || exit 1"), Labels({"3/4", "4/4"}));
  EXPECT_EQ(labels("cat x >y && cargo build"), Labels({"3/4", "4/4"}));
  for (const auto* const run : {"cargo build -q",
                                "cargo build --quiet --release",
                                "cargo build -rq && cargo build --bins",
                                "CARGO_TERM_QUIET=true cargo build",
                                "cargo build 2>log && cargo build --bins",
                                "cargo build 2>&1 | tail -n 1"}) {
    EXPECT_EQ(labels(run), Labels()) << run;
  }
}

TEST(CompileSteps, AreNoneWhereNothingCompiles) {
  EXPECT_EQ(compile_step_labels(parse_dockerfile("FROM scratch\nCOPY a /\n"), ""), Labels());
  EXPECT_EQ(compile_step_labels(parse_dockerfile(""), ""), Labels());
}

}  // namespace
}  // namespace cb21
