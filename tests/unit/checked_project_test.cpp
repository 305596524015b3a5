// SPDX-License-Identifier: Apache-2.0
#include "check/checked_project.hpp"

#include "support/check_fixture.hpp"

#include <filesystem>

namespace cb21 {
namespace {

TEST(CheckedProject, NamesFilesFromItsRoot) {
  test::ProjectFixture fixture({{".git/HEAD", ""}, {"service/Dockerfile", "FROM scratch\n"}}, "service");
  EXPECT_EQ(dockerfile_name(fixture.project()), "service/Dockerfile");
  EXPECT_EQ(context_file_name(fixture.project(), "src/main.rs"), "service/src/main.rs");
}

TEST(CheckedProject, CompilesRustWhereThereIsAnythingForCargo) {
  EXPECT_TRUE(compiles_rust(test::ProjectFixture(test::ProjectFiles{{"src/main.rs", ""}}).project()));
  EXPECT_TRUE(compiles_rust(test::ProjectFixture(test::ProjectFiles{{"a/Cargo.toml", ""}}).project()));
  EXPECT_FALSE(compiles_rust(
      test::ProjectFixture(test::ProjectFiles{{"Dockerfile", "FROM rust\n"}, {"main.c", ""}}).project()));
}

TEST(CheckedProject, NamesADockerfileOutsideAsDockerOpensIt) {
  test::ProjectFixture fixture({{"service/Cargo.toml", ""}, {"Dockerfile", "FROM scratch\n"}}, "service");
  fixture.project().root = fixture.tree().path("service");
  fixture.project().context.dockerfile_path = fixture.tree().path("Dockerfile");
  EXPECT_EQ(dockerfile_name(fixture.project()), fixture.tree().path("Dockerfile"));
  fixture.project().context.dockerfile_path.reset();
  EXPECT_EQ(dockerfile_name(fixture.project()), "");
}

}  // namespace
}  // namespace cb21
