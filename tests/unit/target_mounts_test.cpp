// SPDX-License-Identifier: Apache-2.0
#include "inputs/target_mounts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

TargetMounts mounts_of(const std::string& run) {
  return find_target_mounts(parse_dockerfile("FROM rust AS b\nWORKDIR /app\nCOPY . .\nRUN " + run +
                                             "\nRUN cargo build --release\nFROM debian\n"
                                             "COPY --from=b /app/target/release/app /app\n"),
                            "");
}

const std::string k_mount = "--mount=type=cache,target=/app/target ";

TEST(TargetMounts, AreUsedByWhatMayCompile) {
  for (const char* command : {"cargo build --release",
                              "cargo rel",
                              "cargo test",
                              "make release",
                              "./build.sh",
                              "unknown cargo build",
                              "cd x && sh build",
                              "cargo fetch && just build"}) {
    EXPECT_TRUE(mounts_of(k_mount + command).any) << command;
  }
  for (const char* command :
       {"cargo fetch", "ls target", "cargo chef cook --release", "mkdir -p x && cp a b"})
    EXPECT_FALSE(mounts_of(k_mount + command).any) << command;
}

TEST(TargetMounts, AreOutOfPlayOnlyWhereEverythingIsRenewed) {
  for (const char* renewal : {"find . -name '*.rs' -exec touch {} +",
                              "find /app -type f -exec touch {} ';'",
                              "find . -name '*.rs' | xargs touch",
                              "rm -rf target/*",
                              "cargo clean"}) {
    EXPECT_FALSE(mounts_of(k_mount + renewal + " && cargo build").any) << renewal;
    EXPECT_TRUE(mounts_of(k_mount + "cargo build && " + renewal).any) << renewal;
  }
  for (const char* renewal : {"touch src/main.rs",
                              "touch app/src/*.rs",
                              "find . -name main.rs -exec touch {} +",
                              "find src -name '*.rs' -exec touch {} +",
                              "cd app && find . -name '*.rs' -exec touch {} +",
                              "find . -maxdepth 2 -exec touch {} +",
                              "cargo clean -p app"}) {
    EXPECT_TRUE(mounts_of(k_mount + renewal + " && cargo build").any) << renewal;
  }
}

TEST(TargetMounts, AreAnyButThoseThatOthersKeep) {
  for (const char* place : {"/cache", "/build", "/app/target", "/work", "/app/out"})
    EXPECT_TRUE(mounts_of("--mount=type=cache,target=" + std::string(place) + " cargo build").any) << place;
  for (const char* place : {"/usr/local/cargo/registry",
                            "/root/.cargo/git",
                            "/var/cache/apt",
                            "/root/.cache/sccache",
                            "/root/.npm"})
    EXPECT_FALSE(mounts_of("--mount=type=cache,target=" + std::string(place) + " cargo build").any) << place;
  EXPECT_FALSE(mounts_of("--mount=type=bind,target=/app cargo build").any);
  EXPECT_TRUE(find_target_mounts(parse_dockerfile("FROM rust\nENV CARGO_TARGET_DIR=/var/cache/t\n"
                                                  "RUN --mount=type=cache,target=/var/cache/t cargo build\n"),
                                 "")
                  .any);
}

TEST(TargetMounts, MayOutliveNoCache) {
  EXPECT_FALSE(mounts_of("--mount=type=cache,id=x,sharing=locked,target=/app/target cargo build").lasting);
  for (const char* option : {"uid=1000", "gid=1", "mode=0755", "from=base", "source=/x"}) {
    const std::string run = "--mount=type=cache,target=/app/target," + std::string(option) + " cargo build";
    EXPECT_TRUE(mounts_of(run).lasting) << option;
  }
  EXPECT_FALSE(mounts_of("--mount=type=cache,target=/root/.npm,uid=1 cargo build").lasting);
}

TEST(TargetMounts, AreLookedForInEachStageThatMayCompile) {
  const std::string mounted = "RUN --mount=type=cache,target=/b/target ";
  EXPECT_TRUE(
      find_target_mounts(
          parse_dockerfile("FROM rust AS b\n" + mounted + "make\nFROM scratch\nCOPY --from=b /a /a\n"), "")
          .any);
  EXPECT_TRUE(find_target_mounts(
                  parse_dockerfile("FROM rust AS api\nRUN cargo build\nFROM rust AS worker\n" + mounted +
                                   "cargo build\nFROM scratch\nCOPY --from=api /a /\n"
                                   "COPY --from=worker /w /\nCMD [\"/a\"]\n"),
                  "")
                  .any);
  EXPECT_FALSE(find_target_mounts(parse_dockerfile("FROM scratch\nCOPY a /\n"), "").any);
  EXPECT_FALSE(
      find_target_mounts(
          parse_dockerfile("FROM node\nRUN --mount=type=cache,target=/app/.next/cache npm run build\n"), "")
          .any)
      << "nothing of Rust's";
}

}  // namespace
}  // namespace cb21
