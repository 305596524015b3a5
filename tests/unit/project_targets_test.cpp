// SPDX-License-Identifier: Apache-2.0
// canon 12: which binaries are the project's, and which of them the image gets.
#include "check/project_targets.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using test::ProjectFiles;

ProjectFiles services() {
  return {{"a/Cargo.toml", "[package]\nname = \"a\"\nedition = \"2021\"\n"},
          {"a/src/main.rs", ""},
          {"b/Cargo.toml", "[package]\nname = \"b\"\nedition = \"2021\"\n"},
          {"b/src/main.rs", ""}};
}

std::string names(const std::vector<BinaryTarget>& targets) {
  std::string all;
  for (const BinaryTarget& target : targets) all += target.name + ' ';
  return all;
}

std::string project_names(ProjectFiles files, const std::string& dockerfile) {
  files.emplace_back("Dockerfile", dockerfile);
  return names(project_targets(test::ProjectFixture(files).project()));
}

std::string shipped_names(ProjectFiles files, const std::string& dockerfile) {
  files.emplace_back("Dockerfile", dockerfile);
  return names(shipped_targets(test::ProjectFixture(files).project()));
}

TEST(ProjectTargets, AreThoseOfThePackagesThatTheCompilerGets) {
  EXPECT_EQ(names(project_targets(test::ProjectFixture(services()).project())), "a b ");
  EXPECT_EQ(project_names(services(), "FROM rust\nCOPY . .\nRUN cargo build"), "a b ");
  EXPECT_EQ(project_names(services(), "FROM rust\nCOPY b .\nRUN cargo build"), "b ");
  EXPECT_EQ(project_names(services(), "FROM rust\nRUN make"), "a b ");
  // A workspace that is not brought along does not take its member away.
  ProjectFiles files = services();
  files.emplace_back("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
  EXPECT_EQ(project_names(files, "FROM rust\nCOPY . .\nRUN cargo build"), "a ");
  EXPECT_EQ(project_names(files, "FROM rust\nCOPY b .\nRUN cargo build"), "b ");
}

TEST(ShippedTargets, AreWhatTheImageHoldsOrStarts) {
  const std::string build = "FROM rust AS b\nCOPY . /b\nRUN cargo build --release\n";
  EXPECT_EQ(shipped_names(services(), build + "FROM debian\nCOPY --from=b /b/target/release/b /x\n"), "b ");
  EXPECT_EQ(shipped_names(services(),
                          build + "FROM debian\nCOPY --from=b /b/target/release/b /b/target/release/a /\n"),
            "a b ");
  EXPECT_EQ(shipped_names(services(), build + "CMD [\"/b/target/release/a\"]\n"), "a ");
  EXPECT_EQ(shipped_names(services(), build + "FROM debian\nCOPY --from=b /out/ /\n"), "a b ");
  EXPECT_EQ(shipped_names(services(), build + "FROM debian\nCOPY --from=b /out/ /\nCMD [\"b\"]\n"), "b ");
}

}  // namespace
}  // namespace cb21
