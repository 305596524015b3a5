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
  EXPECT_EQ(compile_steps(dockerfile, "").labels, Labels({"builder 4/5"}));
}

TEST(CompileSteps, OfASingleStageHaveNoStage) {
  const Dockerfile dockerfile = parse_dockerfile("FROM rust\nCOPY . .\nRUN cargo build\n");
  EXPECT_EQ(compile_steps(dockerfile, "").labels, Labels({"3/3"}));
}

TEST(CompileSteps, OfAStageWithoutANameHaveItsNumber) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust\nCOPY . .\nRUN cargo build\nFROM scratch\nCOPY --from=0 /target/debug/a /\n");
  EXPECT_EQ(compile_steps(dockerfile, "").labels, Labels({"stage-0 3/3"}));
}

TEST(CompileSteps, LeaveOutThePrebuildOfDependencies) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust AS b\nCOPY Cargo.toml .\nRUN cargo build --release\nCOPY src src\nRUN cargo build "
      "--release\n"
      "FROM scratch\nCOPY --from=b /target/release/a /\n");
  EXPECT_EQ(compile_steps(dockerfile, "").labels, Labels({"b 5/5"}));
}

TEST(CompileSteps, AreNoneWhereCargoIsNotHeardInFull) {
  const auto labels = [](const std::string& run) {
    return compile_steps(parse_dockerfile("FROM rust\nCOPY . .\nRUN " + run + "\nRUN cargo build --bins\n"),
                         "")
        .labels;
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

bool others_may_compile(const std::string& runs) {
  return compile_steps(parse_dockerfile("FROM rust\nCOPY . .\n" + runs), "").others_may_compile;
}

TEST(CompileSteps, MayNotBeTheOnlyOnesToCompile) {
  for (const auto* const runs : {"RUN sh ./ci.sh\nRUN cargo build\n",
                                 "RUN cargo build -p core\nRUN sh ./build.sh\n",
                                 "RUN ./build.sh && cargo build\n",
                                 "RUN ./install && cargo build\n",
                                 "RUN make; cargo build\n",
                                 "RUN rustup run nightly build\nRUN cargo build\n",
                                 "RUN cargo test --release\nRUN cargo build --release\n",
                                 "RUN cargo nextest run && cargo build\n",
                                 "RUN cargo make all && cargo build\n"})
    EXPECT_TRUE(others_may_compile(runs)) << runs;
}

TEST(CompileSteps, AreTheOnlyOnesBesideProgramsThatCompileNothing) {
  for (const auto* const runs : {"RUN cargo build --release\n",
                                 "RUN cargo build && cp target/debug/app /app && /usr/bin/strip /app\n",
                                 "RUN apt-get update && apt-get install -y make\nRUN cargo build\n",
                                 "RUN rustup target add x86_64-unknown-linux-musl && cargo build\n",
                                 "RUN cargo fetch && cargo fmt --check && cargo clippy && cargo build\n",
                                 "RUN cargo build --release && cargo test --release\n",
                                 "RUN find . -name '*.rs' -exec touch {} +\nRUN cargo build\n"})
    EXPECT_FALSE(others_may_compile(runs)) << runs;
  EXPECT_FALSE(compile_steps(parse_dockerfile("FROM rust\nCOPY Cargo.toml .\nRUN ./prepare\nCOPY . .\n"
                                              "RUN cargo build\n"),
                             "")
                   .others_may_compile);
}

TEST(CompileSteps, CompileThePackagesThatCargoIsAskedFor) {
  const auto compiles = [](const std::string& arguments) {
    const auto steps =
        compile_steps(parse_dockerfile("FROM rust\nCOPY . .\nRUN cargo build " + arguments + "\n"), "");
    return steps.compiles("app");
  };
  for (const auto* const arguments : {"",
                                      "--release --bin app",
                                      "-p app",
                                      "--package=app@0.1.0",
                                      "-p app:0.1.0",
                                      "-p core && cargo build",
                                      "-p core -p app",
                                      "-p core --workspace",
                                      "--manifest-path x/Cargo.toml",
                                      "$OPTIONS"})
    EXPECT_TRUE(compiles(arguments)) << arguments;
  for (const auto* const arguments : {"-p core", "-pcore --lib", "-p application", "-p $NAME", "-p 'ap*'"})
    EXPECT_FALSE(compiles(arguments)) << arguments;
}

TEST(CompileSteps, AreNoneWhereNothingCompiles) {
  EXPECT_EQ(compile_steps(parse_dockerfile("FROM scratch\nCOPY a /\n"), "").labels, Labels());
  EXPECT_EQ(compile_steps(parse_dockerfile(""), "").labels, Labels());
}

}  // namespace
}  // namespace cb21
