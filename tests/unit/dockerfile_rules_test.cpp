// SPDX-License-Identifier: Apache-2.0
// canon 12: the binary that is shipped is one that was built. canon 7: what a merge, a rebase or a revert
// brings back is compiled.
#include "check/dockerfile_rules.hpp"

#include "support/check_fixture.hpp"
#include "support/cpu_time.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;

Places places(std::string_view code, const std::string& builder_steps) {
  const test::ProjectFixture fixture(
      {{"Dockerfile",
        "FROM rust AS b\nWORKDIR /b\n" + builder_steps +
            "\nFROM debian\nCOPY --from=b /b/target/release/app /app\nENTRYPOINT [\"/app\"]\n"},
       {"Cargo.toml", "[package]\nname = \"app\"\n"},
       {"src/main.rs", "fn main() {}\n"}});
  return fixture.places(code);
}

// The cure of the only violation.
std::string cure(const std::vector<Violation>& violations) {
  EXPECT_EQ(violations.size(), 1U);
  return violations.empty() ? std::string() : violations.front().cure;
}

test::ProjectFixture project(const std::string& builder_steps, const test::ProjectFiles& more = {}) {
  test::ProjectFiles files{{"Dockerfile",
                            "FROM rust AS b\nWORKDIR /b\n" + builder_steps +
                                "\nFROM debian\nCOPY --from=b /b/target/release/app /app\n"},
                           {"Cargo.toml", "[package]\nname = \"app\"\n"},
                           {"src/main.rs", "fn main() {}\n"}};
  files.insert(files.end(), more.begin(), more.end());
  return test::ProjectFixture(files);
}

constexpr std::string_view k_renew = "find . -name '*.rs' -not -path '*/target/*' -exec touch {} + && ";

constexpr std::string_view k_placeholder =
    "COPY Cargo.toml .\nRUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release\nCOPY "
    "src "
    "src\n";

TEST(DockerfileRules, PlaceholderMain) {
  const std::string steps(k_placeholder);
  EXPECT_EQ(places("placeholder-main", steps + "RUN cargo build --release"), Places{"Dockerfile:4"});
  EXPECT_EQ(places("placeholder-main", steps + "RUN touch src/main.rs && cargo build --release"), Places{});
}

TEST(DockerfileRules, TargetCacheMount) {
  EXPECT_EQ(places("target-cache-mount",
                   "COPY . .\nRUN --mount=type=cache,target=/b/target cargo build --release && cp "
                   "target/release/app /app"),
            Places{"Dockerfile:4"});
  EXPECT_EQ(
      places("target-cache-mount",
             "COPY . .\nRUN --mount=type=cache,target=/b/target find . -name '*.rs' -exec touch {} + && "
             "cargo build --release && cp target/release/app /app"),
      Places{});
}

TEST(DockerfileRules, PlaceholderMainIsCuredWhereTheRealSourcesAreBuilt) {
  test::ProjectFixture fixture =
      project(std::string(k_placeholder) + "RUN --network=none cargo build --release --locked");
  EXPECT_EQ(cure(find_placeholder_sources(fixture.project())),
            "RUN --network=none " + std::string(k_renew) + "cargo build --release --locked");
}

// The manifest names dummy.rs for a while; the real file is elsewhere, and cargo has never seen it.
TEST(DockerfileRules, PlaceholderMainWantsARealFileInItsPlace) {
  const std::string steps =
      "COPY Cargo.toml .\nRUN echo 'fn main() {}' > dummy.rs && sed -i s#src/main.rs#dummy.rs# Cargo.toml && "
      "cargo build --release\nRUN sed -i s#dummy.rs#src/main.rs# Cargo.toml\nCOPY . .\nRUN cargo build "
      "--release";
  EXPECT_EQ(project(steps).places("placeholder-main"), Places{});
  EXPECT_EQ(project(steps, {{"dummy.rs", "fn main() {}\n"}}).places("placeholder-main"),
            Places{"Dockerfile:4"});
}

// revert-with-target-mount: an id keeps other projects out, not the project's own past.
TEST(DockerfileRules, AMountOfTheProjectsOwnIsAnotherFinding) {
  const std::string start = "COPY . .\nRUN --mount=type=cache,target=/b/target,id=";
  const std::string build = " cargo build --release && cp target/release/app /app";
  test::ProjectFixture own = project(start + "app" + build);
  EXPECT_EQ(own.places("target-cache-mount"), Places{});
  EXPECT_EQ(own.places("revert-with-target-mount"), Places{"Dockerfile:4"});
  const test::ProjectFixture touched = project(start + "app touch src/main.rs &&" + build);
  EXPECT_EQ(touched.places("target-cache-mount"), Places{});
  EXPECT_EQ(touched.places("revert-with-target-mount"), Places{});
  own.project().platforms = {"linux/amd64", "linux/arm64"};
  EXPECT_EQ(own.places("target-cache-mount"), Places{"Dockerfile:4"});
  EXPECT_EQ(own.places("revert-with-target-mount"), Places{});
}

TEST(DockerfileRules, AMountIsNotForSeveralPlatforms) {
  struct Case {
    std::string mount;
    std::string build;
    bool found;
  };

  const std::string renew = "touch src/main.rs && cargo build --release";
  const Case cases[] = {{"target=/b/target", renew, true},
                        {"target=/b/target,id=app", renew, true},
                        {"target=/b/target,id=app-$TARGETARCH", renew, false},
                        {"target=/b/target,id=app-${TARGETPLATFORM}", renew, false},
                        {"target=/b/target,sharing=locked", renew, false},
                        {"target=/b/target,sharing=private", renew, false},
                        {"target=/b/target", renew + " --target $TRIPLE", false},
                        {"target=/root/.cargo", renew, false}};
  for (const Case& c : cases) {
    test::ProjectFixture fixture = project("COPY . .\nRUN --mount=type=cache," + c.mount + ' ' + c.build);
    fixture.project().platforms = {"linux/amd64,linux/arm64"};
    EXPECT_EQ(fixture.places("target-cache-mount"), c.found ? Places{"Dockerfile:4"} : Places{}) << c.mount;
    fixture.project().platforms = {"linux/amd64"};
    EXPECT_EQ(fixture.places("target-cache-mount"), Places{}) << c.mount;
  }
}

TEST(DockerfileRules, AMountMayHoldWhatTheRunItselfHasWritten) {
  const std::string mount = "RUN --mount=type=cache,target=/b/target ";
  const std::string dummy = "mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release";
  EXPECT_EQ(project("COPY Cargo.toml .\n" + mount + dummy).places("target-cache-mount"), Places{});
  EXPECT_EQ(project("COPY . .\n" + mount + "echo > src/version.rs && cargo build --release")
                .places("target-cache-mount"),
            Places{"Dockerfile:4"});
}

TEST(DockerfileRules, UnbuiltBinIsCuredByBuildingIt) {
  const std::string steps = std::string(k_placeholder) + "RUN touch src/main.rs && ";
  test::ProjectFixture other = project(steps + "cargo build --release --bin other");
  EXPECT_EQ(cure(find_unbuilt_binaries(other.project())),
            "RUN touch src/main.rs && cargo build --bin app --release --bin other");
  test::ProjectFixture profile = project(steps + "cargo build --bin app");
  EXPECT_EQ(cure(find_unbuilt_binaries(profile.project())), "RUN cargo build --profile release --bin app");
}

TEST(DockerfileRules, UnbuiltBin) {
  const std::string steps(k_placeholder);
  EXPECT_EQ(places("unbuilt-bin", steps + "RUN touch src/main.rs && cargo build --release --bin other"),
            Places{"Dockerfile:8"});
  EXPECT_EQ(places("unbuilt-bin", steps + "RUN touch src/main.rs && cargo build --release --bin app"),
            Places{});
}

TEST(DockerfileRules, UnbuiltBinIsCuredOnlyWhereTheOptionsPlaceIsPlain) {
  const std::string steps = std::string(k_placeholder) + "RUN touch src/main.rs && ";
  const auto cure_of = [&](const std::string& build) {
    return cure(find_unbuilt_binaries(project(steps + build).project()));
  };
  EXPECT_EQ(cure_of("cargo --color always build --release --bin other"), "");
  EXPECT_EQ(cure_of("echo cargo build && cargo build --release --bin other"), "");
  EXPECT_EQ(cure_of("cargo auditable build --release --bin other"),
            "RUN touch src/main.rs && cargo auditable build --bin app --release --bin other");
}

// A generated Dockerfile may have any number of them.
TEST(DockerfileRules, AThousandRunsCostLittle) {
  std::string steps = "COPY . .\n";
  for (int i = 0; i < 1000; ++i) {
    steps += "COPY src src" + std::to_string(i) + "\nRUN --mount=type=cache,target=/b/target cargo build\n";
  }
  const test::ProjectFixture fixture = project(steps);
  std::vector<Violation> violations;
  EXPECT_LT(test::cpu_seconds([&] { violations = find_target_cache_mounts(fixture.project()); }), 10.0);
  EXPECT_EQ(violations.size(), 1000U);
}

}  // namespace
}  // namespace cb21
