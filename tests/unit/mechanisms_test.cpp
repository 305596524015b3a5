// SPDX-License-Identifier: Apache-2.0
#include "inputs/mechanisms.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cb21 {
namespace {

// "name@line", joined by a space.
std::string outline(std::string_view text) {
  std::string result;
  for (const DockerfileMechanism& mechanism : find_mechanisms(parse_dockerfile(text), "")) {
    if (!result.empty()) result += ' ';
    result += mechanism.name + "@" + std::to_string(mechanism.line);
    EXPECT_FALSE(mechanism.evidence.empty());
  }
  return result;
}

std::string in_stage(std::string_view steps) {
  return "FROM rust AS b\nWORKDIR /app\n" + std::string(steps) +
         "\nFROM debian\nCOPY --from=b /app/target/release/app /app\n";
}

// How placeholders are made, from line 3 on; the real sources and the real build follow.
TEST(Mechanisms, SeePlaceholdersHoweverTheyAreMade) {
  for (const std::string_view made :
       {"RUN mkdir src && echo 'fn main(){}' > src/main.rs && cargo build --release",
        "RUN mkdir -p src; printf 'fn main() {}' >src/main.rs; cargo build --release; rm -rf src",
        "RUN cargo init --bin --name app . && cargo build --release && rm src/*.rs",
        "RUN cargo new /app && cd /app && cargo build -r",
        "RUN mkdir src && touch src/lib.rs && cargo build --release || true",
        "RUN echo x | tee src/main.rs && cargo build --release",
        "RUN mkdir src && cat > src/main.rs <<'E' && cargo build --release\nfn main() {}\nE",
        "RUN <<E\nmkdir src\necho 'fn main() {}' > src/main.rs\ncargo build --release\nE",
        "RUN install -D /dev/null src/main.rs && cargo build --release",
        "RUN > src/main.rs && cargo build --release --locked",
        "RUN cd src && : > main.rs && cd .. && cargo build --release && rm target/release/app*",
        "RUN sh -c \"echo 'fn main(){}' > src/main.rs\" && cargo build --release",
        "RUN for c in a b; do echo > src/$c.rs; done && cargo build --release",
        R"(RUN ["sh", "-c", "echo 'fn main(){}' > src/main.rs && cargo build --release"])"}) {
    EXPECT_EQ(outline(in_stage(std::string(made) + "\nCOPY src src\nRUN cargo build --release")),
              "placeholder-main@3")
        << made;
  }
}

TEST(Mechanisms, SeePlaceholdersThatAreCopied) {
  EXPECT_EQ(outline(in_stage("COPY docker/dummy.rs src/main.rs\nRUN cargo build --release\nCOPY . .\nRUN "
                             "cargo build --release")),
            "placeholder-main@3");
  EXPECT_EQ(outline(in_stage("COPY <<E src/main.rs\nfn main() {}\nE\nRUN cargo build --release\nCOPY . "
                             ".\nRUN cargo build --release")),
            "placeholder-main@3");
}

// What stands between a placeholder's build (lines 3 and 4) and the real one.
constexpr std::string_view k_placeholder =
    "COPY Cargo.toml Cargo.lock build.rs ./\n"
    "RUN mkdir src && echo 'fn main(){}' > src/main.rs && cargo build --release\n";

struct BetweenCase {
  std::string_view between;
  bool stale;
};

TEST(Mechanisms, KnowWhatCuresAPlaceholder) {
  const BetweenCase cases[] = {
      {"COPY . .\nRUN cargo build --release", true},
      {"COPY src ./src\nRUN cargo build --release", true},
      {"COPY src/ src/\nCOPY migrations migrations\nRUN cargo build --release", true},
      {"RUN rm -rf src\nADD . /app\nRUN cargo build --release", true},
      {"COPY . .\nRUN touch src/main.rs && cargo build --release", false},
      {"COPY . .\nRUN touch src/main.rs\nRUN cargo build --release", false},
      {"COPY src src\nRUN touch src/main.rs\nCOPY migrations migrations\nRUN cargo build --release", false},
      {"COPY . .\nRUN touch -c /app/src/*.rs && cargo build --release", false},
      {"COPY . .\nRUN find . -name '*.rs' -exec touch {} + && cargo build --release", false},
      {"COPY . .\nRUN find src -type f | xargs touch && cargo build --release", false},
      {"COPY . .\nRUN touch src/lib.rs && cargo build --release", true},
      {"COPY . .\nRUN touch -a src/main.rs && cargo build --release", true},
      {"COPY . .\nRUN touch -d 2001-01-01 src/main.rs && cargo build --release", true},
      {"COPY . .\nRUN touch src && cargo build --release", true},
      {"RUN touch src/main.rs\nCOPY . .\nRUN cargo build --release", true},
      {"RUN rm -f target/release/deps/app*\nCOPY . .\nRUN cargo build --release", false},
      {"COPY . .\nRUN rm ./target/release/deps/app*; cargo build --release", false},
      {"RUN rm -rf /app/target/release/.fingerprint/app-*\nCOPY . .\nRUN cargo build --release", false},
      {"RUN rm -rf target\nCOPY . .\nRUN cargo build --release", false},
      {"RUN rm -rf target/release\nCOPY . .\nRUN cargo build --release", false},
      {"RUN find target -name 'app*' -delete\nCOPY . .\nRUN cargo build --release", false},
      {"COPY . .\nRUN cargo clean -p app && cargo build --release", false},
      {"RUN rm -f target/release/app\nCOPY . .\nRUN cargo build --release", true},
      {"COPY . .\nRUN cargo build --release --target-dir /other", false},
      {"COPY . .\nRUN cargo check", false},
      {"RUN --mount=type=bind,source=src,target=src cargo build --release", true},
      {"RUN --mount=type=bind,source=Cargo.toml,target=Cargo.toml cargo build --release", false},
      {"COPY . .\nRUN cargo build $FLAGS", true},
  };
  for (const BetweenCase& c : cases) {
    const std::string found = outline(in_stage(std::string(k_placeholder) + std::string(c.between)));
    EXPECT_EQ(found.find("placeholder-main@4") != std::string::npos, c.stale) << c.between << "\n" << found;
  }
}

TEST(Mechanisms, DoNotTakeEverythingForAPlaceholder) {
  for (const std::string_view steps : {
           "COPY . .\nRUN cargo build --release",
           "COPY . .\nRUN echo 'pub const X: u8 = 1;' > src/version.rs && cargo build --release\nCOPY src "
           "src\nRUN cargo build -r",
           "RUN mkdir src && echo 'fn main(){}' > src/main.rs && cargo fetch\nCOPY . .\nRUN cargo build "
           "--release",
           "RUN mkdir src && echo 'fn main(){}' > src/main.rs && cargo build\nCOPY . .\nRUN cargo build "
           "--release",
           "RUN cargo init && cargo vendor && cargo chef prepare\nCOPY . .\nRUN cargo build --release",
           "RUN git clone https://x . && echo > src/extra.rs && cargo build --release",
           "RUN --mount=type=bind,source=.,target=/app cargo build --release --target-dir /out",
       }) {
    EXPECT_EQ(outline(in_stage(steps)), "") << steps;
  }
}

TEST(Mechanisms, FollowPlaceholdersThroughStages) {
  EXPECT_EQ(outline("FROM rust AS deps\nWORKDIR /app\nRUN cargo init && cargo build --release\nFROM deps AS "
                    "b\nCOPY . .\n"
                    "RUN cargo build --release\nFROM debian\nCOPY --from=b /app/target/release/app /app\n"),
            "placeholder-main@3");
  EXPECT_EQ(outline("FROM rust AS deps\nWORKDIR /app\nRUN cargo init && cargo build --release\nFROM rust AS "
                    "b\nWORKDIR /app\n"
                    "COPY --from=deps /app/target target\nCOPY . .\nRUN cargo build --release\nFROM debian\n"
                    "COPY --from=b /app/target/release/app /app\n"),
            "placeholder-main@3");
  EXPECT_EQ(outline("FROM rust AS deps\nWORKDIR /app\nRUN cargo init && cargo build --release\nFROM rust AS "
                    "b\nWORKDIR /app\n"
                    "COPY --from=deps /usr/local/cargo/registry /usr/local/cargo/registry\nCOPY . .\nRUN "
                    "cargo build --release\n"
                    "FROM debian\nCOPY --from=b /app/target/release/app /app\n"),
            "");
}

TEST(Mechanisms, NameTheLinesOfAPlaceholder) {
  const auto found = find_mechanisms(
      parse_dockerfile(
          in_stage("RUN cargo init\nRUN cargo build --release\nCOPY src src\nRUN cargo build --release")),
      "");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].evidence,
            "a placeholder /app/src/main.rs is compiled on line 4, the real one arrives on line 5 with its "
            "older time stamp, "
            "and nothing touches it before cargo builds on line 6");
}

struct MountCase {
  std::string_view run;
  bool found;
};

TEST(Mechanisms, SeeCacheMountsOverATargetDirectory) {
  const MountCase cases[] = {
      {"RUN --mount=type=cache,target=/app/target cargo build --release", true},
      {"RUN --mount=type=cache,target=target,id=x,sharing=locked cargo build --release", true},
      {"RUN --mount=type=cache,target=/app/target/release cargo build --release", true},
      {"RUN --mount=type=cache,target=/t CARGO_TARGET_DIR=/t cargo build --release", true},
      {"RUN --mount=type=cache,target=/t cargo build --release --target-dir /t/x", true},
      {"RUN --mount=type=cache,target=/app/target cargo build --release && touch src/main.rs", true},
      {"RUN --mount=type=cache,target=/app/target find . -name '*.rs' -exec touch {} + && cargo build "
       "--release",
       false},
      {"RUN --mount=type=cache,target=/app/target touch src/main.rs && cargo build --release", false},
      {"RUN --mount=type=cache,target=/app/target cargo clean -p app && cargo build --release", false},
      {"RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release", false},
      {"RUN --mount=type=bind,source=target,target=/app/target cargo build --release", false},
      {"RUN --mount=type=cache,target=/app/target cargo fetch && ls target\nRUN cargo build --release",
       false},
      {"RUN --mount=type=cache,target=/app/target cargo chef cook --release\nRUN cargo build --release",
       false},
      {"RUN --mount=type=cache,target=/sccache cargo build --release", false},
  };
  for (const MountCase& c : cases) {
    EXPECT_EQ(outline(in_stage("COPY . .\n" + std::string(c.run))), c.found ? "target-cache-mount@4" : "")
        << c.run;
  }
}

TEST(Mechanisms, AreThoseOfEachStageWhoseBinariesAreShipped) {
  EXPECT_EQ(outline("FROM rust AS api\nRUN cargo build\nFROM rust AS worker\nWORKDIR /w\n"
                    "RUN --mount=type=cache,target=/w/target cargo build && cp target/debug/worker /\n"
                    "FROM scratch\nCOPY --from=api /target/debug/api /\nCOPY --from=worker /worker /\n"
                    "ENTRYPOINT [\"/api\"]\n"),
            "target-cache-mount@5");
  EXPECT_EQ(
      outline(
          "FROM rust AS base\nWORKDIR /w\nRUN --mount=type=cache,target=/w/target cargo build\n"
          "FROM base AS api\nRUN cargo build --bin api\nFROM base AS worker\nRUN cargo build --bin worker\n"
          "FROM scratch\nCOPY --from=api /w/api /\nCOPY --from=worker /w/worker /\n"),
      "target-cache-mount@3");
}

TEST(Mechanisms, SeeATargetDirectoryThatEnvNames) {
  EXPECT_EQ(outline(in_stage("ENV CARGO_TARGET_DIR=\"/build cache\"\nCOPY . .\n"
                             "RUN --mount='type=cache,target=/build cache' cargo build --release")),
            "target-cache-mount@5");
}

// The template of `docker init`.
TEST(Mechanisms, SeeBoundSourcesBehindACacheMount) {
  EXPECT_EQ(outline(in_stage(
                "RUN --mount=type=bind,source=src,target=src \\\n --mount=type=cache,target=/app/target/ \\\n"
                " <<EOF\nset -e\ncargo build --locked --release\ncp ./target/release/app /bin/server\nEOF")),
            "target-cache-mount@3");
}

constexpr std::string_view k_cook = "COPY recipe.json .\nRUN cargo chef cook --release\nCOPY . .\n";

TEST(Mechanisms, SeeABinaryThatIsTakenButNeverBuilt) {
  const BetweenCase cases[] = {
      {"RUN cargo build --release --bin app", false},
      {"RUN cargo build --release", false},
      {"RUN cargo build --release -p server", false},
      {"RUN cargo build --release --bin $BIN", false},
      {"RUN cargo build $FLAGS", false},
      {"RUN cargo build --profile $PROFILE --bin app", false},
      {"RUN cargo build --release --bin other", true},
      {"RUN cargo build --bin app", true},
      {"RUN cargo build --release --bin other --bin app", false},
      {"RUN cargo build --release --bin o\nRUN cargo build -r", false},
      {"RUN make", false},
  };
  for (const BetweenCase& c : cases) {
    EXPECT_EQ(outline(in_stage(std::string(k_cook) + std::string(c.between))).find("unbuilt-bin") !=
                  std::string::npos,
              c.stale)
        << c.between;
  }
  EXPECT_EQ(outline("FROM rust AS b\nRUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release "
                    "--bin a && mkdir /out "
                    "&& cp target/release/c /out/\nFROM debian\nCOPY --from=b /out/c /c\n"),
            "unbuilt-bin@4");
}

TEST(Mechanisms, SeeABinaryOfAnEarlierBuildInACacheMount) {
  EXPECT_EQ(
      outline(in_stage(
          "COPY . .\nRUN --mount=type=cache,target=/app/target touch src/main.rs && cargo build --release "
          "--bin other && cp target/release/app /out")),
      "wrong-bin@4 wrong-bin@6");
}

TEST(Mechanisms, AreNoneInCleanFiles) {
  for (const std::string_view text : {
           "",
           "FROM node\nRUN npm ci\n",
           "FROM rust\nCOPY . .\nRUN cargo install --path . --root /usr/local\nCMD [\"app\"]\n",
           "FROM rust AS chef\nRUN cargo install cargo-chef\nWORKDIR /app\nFROM chef AS planner\nCOPY . .\n"
           "RUN cargo chef prepare\nFROM chef AS builder\nCOPY --from=planner /app/recipe.json recipe.json\n"
           "RUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release --bin app\nFROM debian\n"
           "COPY --from=builder /app/target/release/app /usr/local/bin\n",
           "FROM rust AS p\nWORKDIR /app\nRUN cargo chef prepare\nFROM rust AS c\nWORKDIR /app\nRUN cargo "
           "chef cook --release\n"
           "FROM rust AS b\nWORKDIR /app\nCOPY . .\nCOPY --from=c /app/target target\nCOPY --from=c "
           "/usr/local/cargo /usr/local/cargo\n"
           "RUN cargo build --release --bin app\nFROM debian\nCOPY --from=b /app/target/release/app /a\n",
       }) {
    EXPECT_EQ(outline(text), "") << text;
  }
}

}  // namespace
}  // namespace cb21
