// SPDX-License-Identifier: Apache-2.0
#include "scaffold/project.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ProjectTest : public ::testing::Test {
 protected:
  void package(const std::string& folder, const std::string& name, const std::string& more = "") const {
    tree.write(folder + "/Cargo.toml", "[package]\nname = \"" + name + "\"\nedition = \"2021\"\n" + more);
    tree.write(folder + "/src/main.rs", "fn main() {\n    println!(\"" + name + " starting\");\n}\n");
  }

  void dockerfile(const std::string& path, const std::string& binary) const {
    tree.write(path,
               "FROM rust:1.80 AS b\nCOPY . .\nRUN cargo build --release\nFROM scratch\nCOPY --from=b "
               "/target/release/" +
                   binary + " /app/" + binary + "\n");
  }

  std::string complaint(const std::string& folder) const {
    try {
      look_at_project(tree.path(folder));
    } catch (const Error& error) {
      return error.what();
    }
    return "none";
  }

  test::TempTree tree;
};

TEST_F(ProjectTest, IsReadFromManifestAndDockerfile) {
  package("svc", "hello");
  dockerfile("svc/Dockerfile", "hello");
  tree.write("svc/migrations/1.sql", "");
  tree.write("svc/GNUmakefile", "");
  tree.directory("svc/.git");
  const Project project = look_at_project(tree.path("svc"));
  EXPECT_EQ(project.folder, tree.path("svc"));
  EXPECT_EQ(project.workspace, project.folder);
  EXPECT_EQ(project.repository, project.folder);
  EXPECT_EQ(project.package, "hello");
  EXPECT_EQ(project.binary, "hello");
  EXPECT_FALSE(project.binary_needs_naming);
  EXPECT_EQ(project.dockerfile, "Dockerfile");
  EXPECT_EQ(project.toolchain_image, "rust:1.80");
  EXPECT_EQ(project.program, "/app/hello");
  EXPECT_EQ(project.marker, "hello starting");
  EXPECT_THAT(project.watched, ElementsAre("migrations/**"));
  EXPECT_EQ(project.other_makefile, "GNUmakefile");
  EXPECT_THAT(project.remarks, IsEmpty());
}

TEST_F(ProjectTest, SaysWhatItAssumed) {
  package("svc", "hello");
  const Project project = look_at_project(tree.path("svc"));
  EXPECT_EQ(project.program, "/usr/local/bin/hello");
  EXPECT_THAT(project.remarks, Contains(HasSubstr("no Dockerfile yet")));
  EXPECT_THAT(project.remarks, Contains(HasSubstr("taken for /usr/local/bin/hello")));
}

TEST_F(ProjectTest, TakesTheProgramThatTheDockerfileInstalls) {
  tree.write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\", \"tools\"]\n");
  package("a", "a");
  package("b", "b");
  package("tools", "tools");
  tree.write("tools/src/bin/extra.rs", "fn main() {}\n");
  dockerfile("docker/Dockerfile", "extra");
  const Project project = look_at_project(tree.root());
  EXPECT_EQ(project.package, "tools");
  EXPECT_EQ(project.binary, "extra");
  EXPECT_TRUE(project.binary_needs_naming);
  EXPECT_EQ(project.dockerfile, "docker/Dockerfile");
  EXPECT_EQ(project.marker, std::nullopt);
  EXPECT_THAT(project.remarks, ElementsAre("of 4 programs taken: extra of the package tools"));
}

TEST_F(ProjectTest, KnowsAMemberOfAWorkspaceAbove) {
  tree.write("Cargo.toml", "[workspace]\nmembers = [\"products/*\"]\n");
  package("products/one", "one");
  package("products/two", "two");
  dockerfile("products/two/Dockerfile", "two");
  tree.write("products/two/proto/x.proto", "");
  const Project project = look_at_project(tree.path("products/two"));
  EXPECT_EQ(project.workspace, tree.root());
  EXPECT_EQ(project.package, "two");
  EXPECT_EQ(project.program, "/app/two");
  EXPECT_THAT(project.watched, ElementsAre("products/two/proto/**"));
  EXPECT_THAT(project.remarks, IsEmpty());
}

TEST_F(ProjectTest, TakesNoMarkerThatMayBeLeftOut) {
  package("svc",
          "hello",
          "[dependencies]\nlog = { version = \"0.4\", features = [\"release_max_level_off\"] }\n");
  tree.write("svc/src/main.rs", "fn main() {\n    log::info!(\"hello starting\");\n}\n");
  EXPECT_EQ(look_at_project(tree.path("svc")).marker, std::nullopt);
}

TEST_F(ProjectTest, MustBeOneOfCargo) {
  tree.directory("empty");
  tree.write("file", "");
  tree.write("lib/Cargo.toml", "[package]\nname = \"lib\"\n");
  tree.write("lib/src/lib.rs", "");
  package("odd", "a; rm -rf x");
  EXPECT_THAT(complaint("none"), HasSubstr("there is no folder"));
  EXPECT_THAT(complaint("file"), HasSubstr("there is no folder"));
  EXPECT_THAT(complaint("empty"), HasSubstr("there is no Cargo.toml in"));
  EXPECT_THAT(complaint("lib"), HasSubstr("cargo would make no program"));
  EXPECT_THAT(complaint("odd"), HasSubstr("which cargo would not take"));
}

}  // namespace
}  // namespace cb21
