// SPDX-License-Identifier: Apache-2.0
#include "check/platform_rules.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;

const Places k_both{"linux/amd64,linux/arm64"};

class BuiltFor : public test::ProjectFixture {
 public:
  BuiltFor(const std::string& builder,
           const Places& platforms,
           const std::string& copy = "COPY --from=b /b/target/release/app /app")
      : ProjectFixture({{"Dockerfile", builder + "\nFROM debian\n" + copy + "\n"},
                        {"Cargo.toml", "[package]\nname = \"app\"\n"},
                        {"src/main.rs", "fn main() {}\n"}}) {
    project().platforms = platforms;
  }
};

// one-arch-everywhere
TEST(PlatformRules, FindAStageThatIsBoundToOnePlatform) {
  struct Case {
    std::string builder;
    Places platforms;
    bool found;
  };

  const std::string build = "FROM --platform=$BUILDPLATFORM rust AS b\nWORKDIR /b\nCOPY . .\n";
  const std::string amd64 = "FROM --platform=linux/amd64 rust AS b\nWORKDIR /b\nRUN cargo build --release";
  const Case cases[] = {
      {build + "RUN cargo build --release", {}, true},
      {build + "RUN cargo build --release", k_both, true},
      {"FROM --platform=${BUILDPLATFORM:-linux/amd64} rust AS base\nFROM base AS b\nWORKDIR /b\n"
       "RUN cargo build --release",
       {},
       true},
      {"FROM rust AS b\nWORKDIR /b\nRUN cargo build --release", k_both, false},
      {build + "RUN cargo build --release --target $TRIPLE", k_both, false},
      {build + "RUN xx-cargo build --release", k_both, false},
      {build + "ARG TARGETARCH\nRUN ./setup $TARGETARCH && cargo build --release", k_both, false},
      {build + "ENV CARGO_BUILD_TARGET=x\nRUN cargo build --release", k_both, false},
      {build + "RUN cargo build --release $ARGS", k_both, false},
      {amd64, {}, false},
      {amd64, {"linux/amd64"}, false},
      {amd64, k_both, true},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(BuiltFor(c.builder, c.platforms).places("one-arch-everywhere"),
              c.found ? Places{"Dockerfile:1"} : Places{})
        << c.builder;
  }
}

TEST(PlatformRules, MindWhatIsShipped) {
  const std::string build = "FROM --platform=$BUILDPLATFORM rust AS b\nWORKDIR /b\nRUN cargo run -- docs";
  EXPECT_EQ(BuiltFor(build, k_both, "COPY --from=b /b/site /srv").places("one-arch-everywhere"), Places{});
  BuiltFor bound(build, k_both);
  EXPECT_EQ(find_single_architectures(bound.project()).at(0).cure, "FROM rust AS b");
}

TEST(PlatformRules, HeedTheTargetOfCargosConfiguration) {
  test::ProjectFixture fixture(
      {{"Dockerfile",
        "FROM --platform=$BUILDPLATFORM rust AS b\nWORKDIR /b\nCOPY . .\nRUN cargo build --release\n"
        "FROM debian\nCOPY --from=b /b/target/release/app /app\n"},
       {".cargo/config.toml", "[build]\ntarget = \"x86_64-unknown-linux-musl\"\n"},
       {"Cargo.toml", "[package]\nname = \"app\"\n"}});
  EXPECT_EQ(fixture.places("one-arch-everywhere"), Places{});
}

TEST(PlatformRules, FindOneTripleForSeveralPlatforms) {
  const std::string copy = "COPY --from=b /b/target/x86_64-unknown-linux-musl/release/app /app";
  const std::string start = "FROM rust AS b\nWORKDIR /b\n";
  const std::string build = "RUN cargo build --target x86_64-unknown-linux-musl --release";
  BuiltFor found(start + build, k_both, copy);
  EXPECT_EQ(found.places("one-arch-everywhere"), Places{"Dockerfile:3"});
  EXPECT_EQ(find_single_architectures(found.project()).at(0).cure,
            "RUN cargo build --target $(uname -m)-unknown-linux-musl --release\n"
            "COPY --from=b /b/target/*-unknown-linux-musl/release/app /app");
  EXPECT_EQ(BuiltFor(start + build, {"linux/amd64"}, copy).places("one-arch-everywhere"), Places{});
  EXPECT_EQ(
      BuiltFor(
          start + build + "\nRUN cargo build --target aarch64-unknown-linux-musl --release", k_both, copy)
          .places("one-arch-everywhere"),
      Places{});
  EXPECT_EQ(BuiltFor(start + "RUN cargo build --target wasm32-unknown-unknown --release", k_both)
                .places("one-arch-everywhere"),
            Places{});
}

TEST(PlatformRules, TakeSeveralPlatformsOutOfOneValue) {
  CheckedProject project;
  project.platforms = {"linux/amd64,linux/arm64", "linux/riscv64"};
  EXPECT_EQ(target_platforms(project), (Places{"linux/amd64", "linux/arm64", "linux/riscv64"}));
}

}  // namespace
}  // namespace cb21
