// SPDX-License-Identifier: Apache-2.0
// canon 13: the build process is documented, with its --no-cache verification.
#include "check/documentation_rules.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using test::ProjectFixture;
using Places = std::vector<std::string>;

Places places_with(const std::string& path, const std::string& text) {
  const ProjectFixture fixture(
      {{"src/main.rs", "fn main() {}\n"}, {"Dockerfile", "FROM rust\n"}, {path, text}});
  return fixture.places("undocumented-build");
}

TEST(UndocumentedBuild, IsOneWhereNobodyIsTold) {
  EXPECT_EQ(places_with("x", ""), Places{":0"});
  EXPECT_EQ(places_with("README.md", "docker build -t app .\n"), Places{":0"});
  EXPECT_EQ(places_with("notes/README.md", "docker build --no-cache .\n"), Places{":0"});
  EXPECT_EQ(places_with("docs/build.html", "docker build --no-cache .\n"), Places{":0"});
}

TEST(UndocumentedBuild, IsNoneWhereSomebodyIsTold) {
  for (const char* path : {"README.md",
                           "readme",
                           "README.rst",
                           "CONTRIBUTING.md",
                           ".github/CONTRIBUTING.md",
                           "docs/a/b/build.adoc",
                           "docs/x.txt"})
    EXPECT_EQ(places_with(path, "docker build --no-cache .\n"), Places{}) << path;
}

TEST(UndocumentedBuild, IsNoConcernWithoutRust) {
  const ProjectFixture fixture(test::ProjectFiles{{"Dockerfile", "FROM debian\n"}});
  EXPECT_EQ(fixture.places("undocumented-build"), Places{});
}

TEST(UndocumentedBuild, MayBeDocumentedAnywhereDownToTheContext) {
  for (const char* path :
       {"README.md", "services/README.md", "services/app/README.md", "services/app/docs/x.md"}) {
    const ProjectFixture fixture(
        {{".git/HEAD", ""}, {"services/app/src/main.rs", ""}, {path, "Built with cb21.\n"}}, "services/app");
    EXPECT_EQ(fixture.places("undocumented-build"), Places{}) << path;
  }
  const ProjectFixture beside(
      {{".git/HEAD", ""}, {"services/app/src/main.rs", ""}, {"services/other/README.md", "cb21"}},
      "services/app");
  EXPECT_EQ(beside.places("undocumented-build"), Places{":0"});
}

TEST(UndocumentedBuild, MayBeDocumentedBesideTheDockerfile) {
  test::ProjectFixture fixture({{"Cargo.toml", "[package]\nname = \"app\"\n"},
                                {"src/main.rs", "fn main() {}\n"},
                                {"products/app/Dockerfile", "FROM rust\n"},
                                {"products/app/docs/build.md", "docker build --no-cache .\n"},
                                {"Dockerfile", "FROM rust\n"}});
  EXPECT_EQ(fixture.places("undocumented-build"), Places{":0"});
  fixture.project().context.dockerfile_path = fixture.tree().path("products/app/Dockerfile");
  EXPECT_EQ(fixture.places("undocumented-build"), Places{});
}

TEST(UndocumentedBuild, TellsDockersFlagFromOthers) {
  for (const char* text : {"Run `docker build --no-cache`.",
                           "docker build \\\n  --pull \\\n  --no-cache \\\n  .",
                           "Images are built with --no-cache, always.",
                           "cb21 -t app .",
                           "We use CB21.",
                           "- uses: docker/build-push-action\n  with:\n    no-cache: true\n"})
    EXPECT_TRUE(documents_uncached_build(text)) << text;
  for (const char* text : {"",
                           "RUN apk add --no-cache openssl in the docker image",
                           "docker: pip install --no-cache-dir x",
                           "Cache-Control: no-cache",
                           "cargo build --no-cache\n\n\n\n\n\ndocker",
                           "docker build --no-cache-filter x .",
                           "<!-- cb21: allow x y -->",
                           "abcb21x"})
    EXPECT_FALSE(documents_uncached_build(text)) << text;
}

// Whether what lies beyond says it is not known.
TEST(UndocumentedBuild, IsNoneWhereThereIsMoreThanIsRead) {
  const auto places = [](std::size_t documents, const std::string& readme) {
    test::ProjectFiles files{{"src/main.rs", "fn main() {}\n"}, {"Dockerfile", "FROM rust\n"}};
    for (std::size_t i = 0; i < documents; ++i)
      files.emplace_back("docs/" + std::to_string(i) + ".md", std::string(std::size_t{1} << 20, 'x'));
    files.emplace_back("readme.md", readme);
    return ProjectFixture(files).places("undocumented-build");
  };
  EXPECT_EQ(places(2, ""), Places{":0"});
  EXPECT_EQ(places(3, ""), Places{});
  EXPECT_EQ(places(1, "cb21"), Places{});
}

}  // namespace
}  // namespace cb21
