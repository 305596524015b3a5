// SPDX-License-Identifier: Apache-2.0
#include "check/sent_target.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

std::string target_of(const std::string& steps, const test::ProjectFiles& more = {}) {
  test::ProjectFiles files{
      {"Dockerfile",
       "FROM rust AS b\nWORKDIR /b\n" + steps + "\nFROM debian\nCOPY --from=b /b/target/release/app /app\n"},
      {"Cargo.toml", "[package]\nname = \"app\"\n"},
      {"src/main.rs", "fn main() {}\n"}};
  files.insert(files.end(), more.begin(), more.end());
  test::ProjectFixture fixture(files);
  std::string found;
  for (const SentTarget& target : find_sent_targets(fixture.project())) {
    found += target.context_path + " " + target.stage_path + " " + std::to_string(target.line) +
             (target.exists ? " exists\n" : "\n");
  }
  return found;
}

// host-target-copied
TEST(SentTarget, IsWhatACopyPutsWhereCargoCompiles) {
  struct Case {
    std::string steps;
    test::ProjectFiles more;
    std::string found;
  };

  const std::string build = "\nRUN cargo build --release";
  const Case cases[] = {
      {"COPY . ." + build, {}, "target /b/target 3\n"},
      {"ADD . /b/" + build, {{"target/release/app", ""}}, "target /b/target 3 exists\n"},
      {"COPY . .\nRUN cargo build --release --target x86_64-unknown-linux-musl",
       {{"target/release/app", ""}},
       "target /b/target 3\n"},
      {"COPY . ." + build, {{".dockerignore", "target\n"}}, ""},
      {"COPY . ." + build, {{".dockerignore", "**/target/release\n"}}, ""},
      {"COPY . ." + build, {{".dockerignore", "target\n!target/release/app\n"}}, ""},
      {"COPY Cargo.toml .\nCOPY src src" + build, {}, ""},
      {"COPY . .\nRUN rm -rf target" + build, {}, "target /b/target 3\n"},
      {"COPY . .\nRUN rm -rf ./*" + build, {}, ""},
      {"ENV CARGO_TARGET_DIR=/out\nCOPY . ." + build, {}, ""},
      {"COPY . .\nRUN cargo build --release --target-dir /out", {}, ""},
      {"COPY . .\nRUN --mount=type=cache,target=/b/target cargo build --release", {}, ""},
      {"COPY . .\nRUN make", {}, ""},
      {"COPY . /elsewhere/" + build, {}, "target /elsewhere/target 3\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(target_of(c.steps, c.more), c.found) << c.steps;
}

TEST(SentTarget, IsThatOfTheWorkspace) {
  test::ProjectFixture fixture({{"Dockerfile",
                                 "FROM rust AS b\nCOPY ws /ws\nWORKDIR /ws\nRUN cargo build --release\n"
                                 "FROM debian\nCOPY --from=b /ws/target/release/app /app\n"},
                                {"ws/Cargo.toml", "[workspace]\nmembers = [\"app\"]\n"},
                                {"ws/app/Cargo.toml", "[package]\nname = \"app\"\n"},
                                {"ws/app/src/main.rs", "fn main() {}\n"}});
  const auto targets = find_sent_targets(fixture.project());
  ASSERT_EQ(targets.size(), 1U);
  EXPECT_EQ(targets[0].context_path, "ws/target");
  EXPECT_EQ(targets[0].stage_path, "/ws/target");
}

}  // namespace
}  // namespace cb21
