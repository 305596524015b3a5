// SPDX-License-Identifier: Apache-2.0
#include "check/dockerfile_rules.hpp"

#include "support/check_fixture.hpp"

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

TEST(DockerfileRules, UnbuiltBin) {
  const std::string steps(k_placeholder);
  EXPECT_EQ(places("unbuilt-bin", steps + "RUN touch src/main.rs && cargo build --release --bin other"),
            Places{"Dockerfile:8"});
  EXPECT_EQ(places("unbuilt-bin", steps + "RUN touch src/main.rs && cargo build --release --bin app"),
            Places{});
}

}  // namespace
}  // namespace cb21
