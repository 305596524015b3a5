// SPDX-License-Identifier: Apache-2.0
// canon 7: configuration that affects compilation gets to the compiler.
#include "check/context_rules.hpp"

#include "support/check_fixture.hpp"
#include "support/cpu_time.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;

const std::string k_lock = "version = 4\n\n[[package]]\nname = \"a\"\nsource = \"registry+https://x\"\n";

test::ProjectFixture project(const std::string& copies, const test::ProjectFiles& more) {
  test::ProjectFiles files{{"Dockerfile",
                            "FROM rust AS b\nWORKDIR /b\n" + copies +
                                "\nRUN cargo build --release --locked\nFROM debian\n"
                                "COPY --from=b /b/target/release/app /app\n"},
                           {"Cargo.toml", "[package]\nname = \"app\"\n"},
                           {"src/main.rs", "fn main() {}\n"}};
  files.insert(files.end(), more.begin(), more.end());
  return test::ProjectFixture(files);
}

// host-target-copied, and what becomes of it once cargo has run on the host
TEST(ContextRules, TellAnExistingTargetFromOneToCome) {
  const test::ProjectFixture absent = project("COPY . .", {});
  EXPECT_EQ(absent.places("host-target-copied"), Places{});
  EXPECT_EQ(absent.places("target-not-ignored"), Places{"Dockerfile:3"});
  const test::ProjectFixture there = project("COPY . .", {{"target/release/app", ""}});
  EXPECT_EQ(there.places("host-target-copied"), Places{"Dockerfile:3"});
  EXPECT_EQ(there.places("target-not-ignored"), Places{});
  const test::ProjectFixture ignored =
      project("COPY . .", {{"target/release/app", ""}, {".dockerignore", "/target\n"}});
  EXPECT_EQ(ignored.places("host-target-copied"), Places{});
  EXPECT_EQ(ignored.places("target-not-ignored"), Places{});
}

TEST(ContextRules, WriteTheLineOfTheIgnoreFileThatIsInForce) {
  test::ProjectFixture none = project("COPY . .", {});
  EXPECT_EQ(find_unignored_targets(none.project()).at(0).cure, "# .dockerignore\ntarget");
  test::ProjectFixture own = project("COPY . .", {{"Dockerfile.dockerignore", "*.md\n"}});
  const Violation violation = find_unignored_targets(own.project()).at(0);
  EXPECT_EQ(violation.cure, "# Dockerfile.dockerignore\ntarget");
  EXPECT_NE(violation.message.find("Dockerfile.dockerignore lets it through"), std::string::npos);
}

// ignored-input
TEST(ContextRules, FindABuildScriptThatIsLeftOut) {
  struct Case {
    std::string copies;
    test::ProjectFiles more;
    Places places;
  };

  const std::string all = "COPY . .";
  const std::string list = "COPY Cargo.toml .\nCOPY src src";
  const test::ProjectFiles script{{"build.rs", "fn main() {}\n"}};
  const Case cases[] = {
      {all, {{"build.rs", ""}, {".dockerignore", "target\nbuild.rs\n"}}, {".dockerignore:2"}},
      {all, {{"build.rs", ""}, {".dockerignore", "*\n!src\n!Cargo.toml\n"}}, {".dockerignore:1"}},
      {all, {{"build.rs", ""}, {".dockerignore", "target\n"}}, {}},
      {list, script, {"Dockerfile:3"}},
      {list, {}, {}},
      {list + "\nCOPY build.rs .", script, {}},
      {"COPY Cargo.toml *.rs ./\nCOPY src src", script, {}},
      {list + "\nRUN echo 'fn main() {}' > build.rs", script, {}},
      {"COPY --exclude=*.md . .", script, {}},
      {"COPY $FROM .", script, {}},
      {list, {{"build.rs", ""}, {"Cargo.toml", "[package]\nname = \"app\"\nbuild = false\n"}}, {}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(project(c.copies, c.more).places("ignored-input"), c.places) << c.copies;
}

TEST(ContextRules, WriteTheCopyThatIsMissing) {
  test::ProjectFixture fixture = project("COPY Cargo.toml .\nCOPY src src", {{"build.rs", ""}});
  EXPECT_EQ(find_left_out_inputs(fixture.project()).at(0).cure, "COPY build.rs /b/");
  test::ProjectFixture ignored =
      project("COPY . .", {{"build.rs", ""}, {".dockerignore", "target\nbuild.rs\n"}});
  EXPECT_EQ(find_left_out_inputs(ignored.project()).at(0).cure, "# .dockerignore\n!build.rs");
}

// lock-drift
TEST(ContextRules, FindALockThatIsLeftOut) {
  const test::ProjectFiles lock{{"Cargo.lock", k_lock}};
  EXPECT_EQ(project("COPY Cargo.toml .\nCOPY src src", lock).places("lock-drift"), Places{"Dockerfile:3"});
  EXPECT_EQ(project("COPY Cargo.* .\nCOPY src src", lock).places("lock-drift"), Places{});
  EXPECT_EQ(project("COPY . .", {{"Cargo.lock", k_lock}, {".dockerignore", "*.lock\n"}}).places("lock-drift"),
            Places{".dockerignore:1"});
  // Without foreign dependencies there is nothing to drift.
  EXPECT_EQ(
      project("COPY Cargo.toml .\nCOPY src src", {{"Cargo.lock", "version = 4\n"}}).places("lock-drift"),
      Places{});
}

TEST(ContextRules, ReadTheIgnoreFileOnceForAllThatItLeavesOut) {
  std::string rules;
  for (int i = 0; i < 3000; ++i) rules += "**/[ab]" + std::to_string(i) + "*.tmp\n";
  test::ProjectFiles files{{".dockerignore", rules + "**/build.rs\n"}};
  for (int i = 0; i < 200; ++i) {
    const std::string package = "crates/c" + std::to_string(i);
    files.emplace_back(package + "/Cargo.toml", "[package]\nname = \"c" + std::to_string(i) + "\"\n");
    files.emplace_back(package + "/src/lib.rs", "");
    files.emplace_back(package + "/build.rs", "fn main() {}\n");
  }
  const test::ProjectFixture fixture = project("COPY . .", files);
  std::vector<Violation> violations;
  EXPECT_LT(test::cpu_seconds([&] { violations = find_left_out_inputs(fixture.project()); }), 4.0);
  ASSERT_EQ(violations.size(), 200U);
  EXPECT_EQ(violations.back().line, 3001U);
}

}  // namespace
}  // namespace cb21
