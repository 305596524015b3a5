// SPDX-License-Identifier: Apache-2.0
#include "inputs/fetched_sources.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

std::string fetched(const std::string& run) {
  const Dockerfile dockerfile = parse_dockerfile("FROM rust AS b\nCOPY . .\nRUN " + run +
                                                 "\nRUN cargo build --release\nFROM scratch\n"
                                                 "COPY --from=b /target/release/a /\n");
  const auto found = find_fetched_sources(dockerfile, "");
  return found ? std::to_string(found->line) + " " + found->command : "";
}

TEST(FetchedSources, AreCheckoutsAndDownloadsOfInputs) {
  EXPECT_EQ(fetched("git clone https://x/y"), "3 git clone");
  EXPECT_EQ(fetched("apt-get update && git -C /src pull"), "3 git pull");
  EXPECT_EQ(fetched("git -c a=b submodule update --init"), "3 git submodule");
  EXPECT_EQ(fetched("svn co http://x"), "3 svn co");
  EXPECT_EQ(fetched("curl -o src/greeting.rs http://x/1"), "3 curl");
  EXPECT_EQ(fetched("curl http://x/1 > Cargo.lock"), "3 curl");
  EXPECT_EQ(fetched("wget https://x/api.proto"), "3 wget");
}

TEST(FetchedSources, AreNotToolsAndOtherCommands) {
  EXPECT_EQ(fetched("curl -sSf https://sh.rustup.rs | sh"), "");
  EXPECT_EQ(fetched("wget -O /usr/local/bin/protoc https://x/protoc"), "");
  EXPECT_EQ(fetched("git config --global http.version HTTP/1.1"), "");
  EXPECT_EQ(fetched("git rev-parse HEAD > commit"), "");
  EXPECT_EQ(fetched("echo git clone"), "");
}

TEST(FetchedSources, ArePinnedByWhatTheRunSays) {
  const auto is_pinned = [](const std::string& run) {
    const Dockerfile dockerfile = parse_dockerfile("FROM rust\nRUN " + run + "\nRUN cargo build --release\n");
    const auto found = all_fetched_sources(dockerfile, "");
    EXPECT_EQ(found.size(), 1U) << run;
    return !found.empty() && found.front().pinned;
  };
  for (const char* run :
       {"git clone https://git2.example/y && git -C y checkout 0123456789abcdef0123456789abcdef01234567",
        "git clone --depth 1 --branch v1.2.3 https://x/y .",
        "git clone https://x/y . && git checkout \"$COMMIT\"",
        "git clone https://x/y . && git reset --hard 0a1b2c3d",
        "curl -o api.proto https://x/9f8e7d6c5b4a/api.proto && sha256sum -c sums",
        "wget https://x/v2.0/api.proto"}) {
    EXPECT_TRUE(is_pinned(run)) << run;
  }
  for (const char* run : {"git clone https://github1.2.example/y",
                          "git clone --depth 1 --branch main https://x/y .",
                          "git clone https://x/y . && git checkout develop",
                          "git submodule update --remote",
                          "curl -o api.proto https://raw.example/org/repo/main/api.proto"}) {
    EXPECT_FALSE(is_pinned(run)) << run;
  }
  EXPECT_TRUE(is_pinned("git submodule update --init --recursive"));
}

TEST(FetchedSources, AreSettledByWhatDoesNotMove) {
  const auto is_settled = [](const std::string& run) {
    const Dockerfile dockerfile = parse_dockerfile("FROM rust\nARG TAG=v2.4.0\nENV BRANCH=main\nRUN " + run +
                                                   "\nRUN cargo build --release\n");
    const auto found = all_fetched_sources(dockerfile, "");
    EXPECT_EQ(found.size(), 1U) << run;
    return !found.empty() && found.front().settled;
  };
  for (const char* run :
       {"git clone -b v1.2.3 https://x/y .",
        "git clone -b \"$TAG\" https://x/y .",
        "git clone -b ${TAG} https://x/y .",
        "git clone https://x/y && git -C y checkout 0a1b2c3",
        "git clone https://x/y && git reset --hard 0123456789abcdef0123456789abcdef01234567",
        "curl -o a.proto https://x/main/a.proto && sha256sum -c sums",
        "git submodule update --init"}) {
    EXPECT_TRUE(is_settled(run)) << run;
  }
  for (const char* run : {"git clone https://x/y",
                          "git clone -b release-1.2 https://x/y .",
                          "git clone -b \"$BRANCH\" https://x/y .",
                          "git clone -b \"$UNKNOWN\" https://x/y .",
                          "git clone https://10.1.2.3/y .",
                          "git clone git@10.1.2.3:y .",
                          "curl -o a.rs 127.0.0.1:8000/a.rs",
                          "curl -o a-1.2.3.rs $HOST/a.rs",
                          "git clone https://x/y && git checkout feedbeef",
                          "git submodule update --remote"}) {
    EXPECT_FALSE(is_settled(run)) << run;
  }
}

TEST(FetchedSources, AreFoundInTheStagesThatSourcesComeFrom) {
  const auto lines = [](const std::string& text) {
    std::string all;
    for (const FetchedSources& each : all_fetched_sources(parse_dockerfile(text), ""))
      all += std::to_string(each.line) + " " + each.command + ";";
    return all;
  };
  const std::string source = "FROM alpine/git AS source\nRUN git clone https://x/y /src\nFROM rust AS b\n";
  const std::string rest = "RUN cargo build --release\nFROM scratch\nCOPY --from=b /target/release/a /\n";
  EXPECT_EQ(lines(source + "COPY --from=source /src .\n" + rest), "2 git clone;");
  EXPECT_EQ(lines(source + "RUN --mount=type=bind,from=source,source=/src,target=/src true\n" + rest),
            "2 git clone;");
  EXPECT_EQ(lines(source + "COPY --from=source /usr/bin/tool /usr/bin/\n" + rest), "");
  EXPECT_EQ(lines(source + rest), "");
  // Of each stage whose binaries are shipped.
  EXPECT_EQ(
      lines(
          "FROM rust AS api\nRUN cargo build\nFROM rust AS worker\nRUN git clone https://x\nRUN cargo build\n"
          "FROM scratch\nCOPY --from=api /target/debug/api /\nCOPY --from=worker /target/debug/worker /\n"
          "ENTRYPOINT [\"/api\"]\n"),
      "4 git clone;");
  // Where the binary is cargo's own install, that is what fetches it.
  EXPECT_EQ(lines("FROM rust AS b\nRUN cargo install --git https://x/y --branch main\nFROM debian\n"
                  "COPY --from=b /usr/local/cargo/bin/y /\n"),
            "");
  EXPECT_EQ(lines("FROM rust\nRUN cargo install --git https://x/y\nCMD [\"y\"]\n"), "2 cargo install;");
}

TEST(FetchedSources, CountOnlyWhereTheyAreCompiled) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM alpine AS docs\nRUN git clone https://x\nFROM rust AS b\nCOPY . .\nRUN cargo build\nFROM "
      "scratch\n"
      "COPY --from=b /target/debug/a /\nCOPY --from=docs /x /\n");
  EXPECT_FALSE(find_fetched_sources(dockerfile, ""));
  EXPECT_FALSE(find_fetched_sources(parse_dockerfile("FROM alpine\nRUN git clone https://x\n"), ""));
}

}  // namespace
}  // namespace cb21
