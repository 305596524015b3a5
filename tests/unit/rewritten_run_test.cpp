// SPDX-License-Identifier: Apache-2.0
#include "check/rewritten_run.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

// Of the last RUN of the first stage.
std::string touched(const std::string& steps) {
  const Dockerfile dockerfile = parse_dockerfile("FROM rust\n" + steps);
  const Stage& stage = dockerfile.stages.front();
  return with_first_command(stage, stage.runs.back(), "T");
}

TEST(RewrittenRun, BeginsWithTheCommand) {
  struct Case {
    std::string run;
    std::string written;
  };

  const Case cases[] = {
      {"RUN cargo build", "RUN T && cargo build"},
      {"RUN --network=none cargo build \\\n    --release && \\\n    echo 'a  b'",
       "RUN --network=none T && cargo build --release && echo 'a  b'"},
      {R"(RUN ["cargo", "build", "--features", "a b"])", "RUN T && cargo build --features 'a b'"},
      {"RUN <<EOF\ncargo build\nEOF", "RUN <<EOF\nT\ncargo build\nEOF"},
      {"RUN <<EOF\n#!/bin/bash\ncargo build\nEOF", "RUN <<EOF\n#!/bin/bash\nT\ncargo build\nEOF"},
      {"RUN cat > a <<EOF && cargo build\nx\nEOF", "RUN T && cat > a <<EOF && cargo build\nx\nEOF"},
      {"RUN --mount=type=cache,target=/t --mount=type=bind,source=src,target=src cargo build",
       "RUN --mount=type=cache,target=/t --mount=type=bind,source=src,target=src,rw T && cargo build"},
      {"RUN --mount=type=bind,source=src,target=src,rw cargo build",
       "RUN --mount=type=bind,source=src,target=src,rw T && cargo build"},
      {"RUN --mount=type=bind,source=Cargo.lock,target=Cargo.lock cargo build",
       "RUN --mount=type=bind,source=Cargo.lock,target=Cargo.lock T && cargo build"},
      {"RUN echo \x1b[2J && cargo build", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(touched(c.run), c.written) << c.run;
}

TEST(RewrittenRun, RenewsWhatCopyHasBrought) {
  const auto command = [](const std::string& steps) {
    const Dockerfile dockerfile = parse_dockerfile("FROM rust\n" + steps + "\nRUN cargo build\n");
    const Stage& stage = dockerfile.stages.front();
    return renewing_command(find_touch_points(dockerfile, 0).points, stage.runs.back());
  };
  const std::string here = "find . -name '*.rs' -not -path '*/target/*' -exec touch {} +";
  EXPECT_EQ(command("WORKDIR /app\nCOPY . ."), here);
  EXPECT_EQ(command("WORKDIR /app\nCOPY src src"), here);
  EXPECT_EQ(command("COPY src /code/src"), "find /code/src -name '*.rs' -exec touch {} +");
  EXPECT_EQ(command("WORKDIR /app\nCOPY . .\nCOPY lib /lib"),
            "find /app/ /lib -name '*.rs' -exec touch {} +");
  EXPECT_EQ(command("COPY . ."), here);
  EXPECT_EQ(command("WORKDIR /app"), here);
}

TEST(RewrittenRun, GetsAnOptionOrAnotherText) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust\nRUN a && cargo build --release\nRUN <<E\ncargo build\nE\nCOPY --from=b /x86_64-a/b "
      "/x86_64-a\n");
  const auto& steps = dockerfile.stages.front().instructions;
  EXPECT_EQ(with_option(steps[1], "cargo build", "--locked"), "RUN a && cargo build --locked --release");
  EXPECT_EQ(with_option(steps[2], "cargo build", "--locked"), "RUN <<E\ncargo build --locked\nE");
  EXPECT_EQ(with_option(steps[1], "cargo install", "--locked"), "");
  EXPECT_EQ(with_replacement(steps[3], "x86_64", "*"), "COPY --from=b /*-a/b /*-a");
  EXPECT_EQ(with_replacement(steps[3], "arm", "*"), "");
}

TEST(RewrittenRun, GetsAnOptionOnlyWhereThereIsOnePlaceForIt) {
  struct Case {
    std::string run;
    std::string written;
  };

  const Case cases[] = {
      {"RUN sh -c 'cargo build'", "RUN sh -c 'cargo build --locked'"},
      {"RUN cargo build;ls", "RUN cargo build --locked;ls"},
      {"RUN cargo building", ""},
      {"RUN cargo build-all", ""},
      {"RUN echo cargo build && cargo build", ""},
      {"RUN cargo build <<E\ncargo build\nE", ""},
  };
  for (const Case& c : cases) {
    const Dockerfile dockerfile = parse_dockerfile("FROM rust\n" + c.run + '\n');
    EXPECT_EQ(with_option(dockerfile.stages.front().instructions.at(1), "cargo build", "--locked"),
              c.written);
  }
}

TEST(RewrittenRun, KnowsWhatCanBeShown) {
  EXPECT_TRUE(is_plain_text("a\\b \"c\"\té"));
  EXPECT_FALSE(is_plain_text("a\x1b[0m"));
  EXPECT_FALSE(is_plain_text("a\nb"));
  EXPECT_FALSE(is_plain_text("\xff"));
}

}  // namespace
}  // namespace cb21
