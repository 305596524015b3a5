// SPDX-License-Identifier: Apache-2.0
#include "check/cargo_steps.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

TEST(CargoSteps, AreTheCommandsOfTheCompileStageAndItsBases) {
  test::ProjectFixture fixture(test::ProjectFiles{
      {"Dockerfile",
       "FROM rust AS deps\nRUN cargo build --release\nFROM rust AS docs\nRUN cargo build\nFROM deps AS "
       "build\n"
       "COPY . .\nRUN cargo fetch && cargo build --release --bin a && cargo build --release --bin b\n"
       "FROM debian\nCOPY --from=build /target/release/a /a\n"}});
  const auto steps = cargo_steps(fixture.project());
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].stage, 0U);
  EXPECT_EQ(steps[0].run->line, 2U);
  EXPECT_EQ(steps[1].stage, 2U);
  EXPECT_EQ(steps[1].build.bins, std::vector<std::string>{"a"});
  EXPECT_EQ(steps[2].build.bins, std::vector<std::string>{"b"});
  EXPECT_EQ(cargo_stage(fixture.project()), 2U);
}

TEST(CargoSteps, AreNoneWhereNothingNamesCargo) {
  test::ProjectFixture make(test::ProjectFiles{
      {"Dockerfile",
       "FROM rust AS b\nCOPY . .\nRUN make\nFROM debian\nCOPY --from=b /target/release/a /a\n"}});
  EXPECT_TRUE(cargo_steps(make.project()).empty());
  EXPECT_FALSE(cargo_stage(make.project()));
  test::ProjectFixture none(test::ProjectFiles{{"src/main.rs", ""}});
  EXPECT_TRUE(cargo_steps(none.project()).empty());
}

}  // namespace
}  // namespace cb21
