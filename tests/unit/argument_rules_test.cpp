// SPDX-License-Identifier: Apache-2.0
#include "check/argument_rules.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;

test::ProjectFixture built_project() {
  return test::ProjectFixture({{"Dockerfile",
                                "FROM rust AS Compile\nCOPY . .\nRUN cargo build --release --locked\n"
                                "FROM debian\nCOPY --from=compile /target/release/app /app\n"},
                               {"Cargo.toml", "[package]\nname = \"app\"\n"},
                               {"src/main.rs", "fn main() {}\n"}});
}

// partial-invalidation
TEST(ArgumentRules, NameFiltersThatNoStageBears) {
  struct Case {
    Places filters;
    std::size_t found;
  };

  const Case cases[] = {{{}, 0},
                        {{"compile"}, 0},
                        {{"COMPILE"}, 0},
                        {{"0"}, 0},
                        {{"builder"}, 1},
                        {{"compile,builder"}, 1},
                        {{"compile", "deps,builder"}, 2}};
  for (const Case& c : cases) {
    test::ProjectFixture fixture = built_project();
    fixture.project().no_cache_filters = c.filters;
    EXPECT_EQ(fixture.places("partial-invalidation"), Places(c.found, "Dockerfile:0"));
  }
}

TEST(ArgumentRules, NameTheStageThatShouldBeFiltered) {
  test::ProjectFixture fixture = built_project();
  fixture.project().no_cache_filters = {"build\x1b[0m"};
  const auto violations = find_unknown_cache_filters(fixture.project());
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].cure, "--no-cache-filter compile");
  EXPECT_NE(violations[0].message.find("build\\x1b[0m"), std::string::npos) << violations[0].message;
}

// cache-import
TEST(ArgumentRules, WantNoImportedCacheInProduction) {
  test::ProjectFixture fixture = built_project();
  fixture.project().cache_sources = {"registry.example/app:cache"};
  EXPECT_EQ(fixture.places("cache-import"), Places{});
  fixture.project().production = true;
  EXPECT_EQ(fixture.places("cache-import"), Places{"Dockerfile:0"});
  fixture.project().cache_sources.clear();
  EXPECT_EQ(fixture.places("cache-import"), Places{});
}

TEST(ArgumentRules, KeepSilentWithoutADockerfile) {
  test::ProjectFixture fixture(test::ProjectFiles{{"Cargo.toml", "[package]\nname = \"app\"\n"}});
  fixture.project().no_cache_filters = {"builder"};
  EXPECT_TRUE(find_unknown_cache_filters(fixture.project()).empty());
}

}  // namespace
}  // namespace cb21
