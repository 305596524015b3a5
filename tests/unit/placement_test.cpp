// SPDX-License-Identifier: Apache-2.0
#include "check/placement.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

TEST(Placement, IsUnknownForAPatternThatDockerRefuses) {
  test::ProjectFixture fixture(
      {{"Dockerfile",
        "FROM rust AS b\nCOPY --exclude=[ . /b/\nRUN cargo build --release\nFROM debian\n"
        "COPY --from=b /b/target/release/app /app\n"},
       {"Cargo.toml", "[package]\nname = \"app\"\n"},
       {"Cargo.lock", "version = 4\n"},
       {"src/main.rs", "fn main() {}\n"}});
  EXPECT_FALSE(is_known(place_project(fixture.project(), fixture.project().snapshot, 0)));
  EXPECT_NO_THROW(find_violations(fixture.project()));
}

TEST(Placement, KnowsNamedContexts) {
  const test::TempTree tree;
  tree.write("main/Dockerfile", "FROM rust\nCOPY --from=lib . /lib/\nRUN cargo build\n");
  tree.write("lib/src/lib.rs", "");
  ContextArguments arguments;
  arguments.directory = tree.path("main");
  arguments.named = {{"lib", tree.path("lib")}};
  CheckedProject project;
  project.context = locate_build_context(arguments);
  project.snapshot = take_snapshot(project.context, {});
  const PlacedFiles placed = place_project(project, project.snapshot, 0);
  EXPECT_TRUE(is_known(placed)) << placed.unknown << placed.gap;
  ASSERT_EQ(placed.files.size(), 1U);
  EXPECT_EQ(placed.files[0].stage_path, "/lib/src/lib.rs");
}

}  // namespace
}  // namespace cb21
