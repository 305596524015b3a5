// SPDX-License-Identifier: Apache-2.0
// canon 8, 9, 13, 14: what init writes.
#include "scaffold/planned_file.hpp"

#include "error.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/dockerfile.hpp"
#include "inputs/mechanisms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace cb21 {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Project hello() {
  return {.folder = "/home/me/hello",
          .workspace = "/home/me/hello",
          .repository = "/home/me/hello",
          .package = "hello_service",
          .binary = "hello_service",
          .toolchain_image = "rust:1",
          .install_steps = {},
          .program = "/app/hello",
          .marker = "it's on",
          .watched = {},
          .other_makefile = {},
          .remarks = {}};
}

Project member() {
  Project project = hello();
  project.folder = "/mono/products/my service";
  project.workspace = "/mono";
  project.repository = "/mono";
  return project;
}

constexpr Wishes k_all{.development = true, .ci = CiSystem::github, .makefile = true, .document = true};

std::string text_of(const Project& project, std::string_view path, const Wishes& wishes = k_all) {
  for (const PlannedFile& file : plan_files(project, wishes)) {
    if (file.path == path) return file.text;
  }
  return "no such file";
}

std::vector<std::string> paths(const Project& project, const Wishes& wishes) {
  std::vector<std::string> all;
  for (const PlannedFile& file : plan_files(project, wishes)) all.push_back(file.root + "/" + file.path);
  return all;
}

TEST(PlannedFiles, AreTheOnesWishedFor) {
  EXPECT_THAT(paths(hello(), {}), ElementsAre("/home/me/hello/cb21.conf"));
  EXPECT_THAT(paths(member(), k_all),
              ElementsAre("/mono/products/my service/cb21.conf",
                          "/mono/products/my service/docker-compose.dev.yml",
                          "/mono/products/my service/Dockerfile.dev",
                          "/mono/.github/workflows/image-of-hello-service.yml",
                          "/mono/products/my service/Makefile",
                          "/mono/products/my service/docs/docker-build.md"));
  EXPECT_THAT(paths(member(), {.ci = CiSystem::gitlab}),
              ElementsAre("/mono/products/my service/cb21.conf",
                          "/mono/.gitlab-ci.yml",
                          "/mono/products/my service/docs/docker-build.md"));
}

TEST(PlannedFiles, LeaveNoGap) {
  for (const Project& project : {hello(), member()}) {
    for (const CiSystem system : {CiSystem::github, CiSystem::gitlab}) {
      Wishes wishes = k_all;
      wishes.ci = system;
      for (const PlannedFile& file : plan_files(project, wishes)) {
        EXPECT_THAT(file.text, Not(::testing::ContainsRegex("@[a-z_]+@"))) << file.path;
        EXPECT_TRUE(file.text.ends_with("\n")) << file.path;
      }
    }
  }
}

TEST(PlannedFiles, NameTheServiceAndItsFolders) {
  const std::string compose = text_of(member(), "docker-compose.dev.yml");
  EXPECT_THAT(compose, HasSubstr("\n  hello-service:\n"));
  EXPECT_THAT(compose, HasSubstr("\n      - ../..:/build:ro\n"));
  EXPECT_THAT(compose, HasSubstr("\n    command: cargo watch -x 'run -p hello_service'\n"));
  EXPECT_THAT(text_of(member(), "Makefile"), HasSubstr("\n\t$(CB21) -t $(IMAGE) -f Dockerfile ../..\n"));
  EXPECT_THAT(text_of(member(), "Makefile"),
              HasSubstr("\n\t$(CB21) verify --against ../.. -f Dockerfile $(IMAGE):release\n"));
  Project several = hello();
  several.binary = "other";
  several.binary_needs_naming = true;
  EXPECT_THAT(text_of(several, "docker-compose.dev.yml"), HasSubstr("'run -p hello_service --bin other'\n"));
}

TEST(PlannedFiles, QuoteWhatIsForAShell) {
  const std::string workflow = text_of(member(), ".github/workflows/image-of-hello-service.yml");
  EXPECT_THAT(workflow,
              HasSubstr("\n            docker build --no-cache --pull -t \"$IMAGE\" -f 'products/my "
                        "service/Dockerfile' .\n"));
  EXPECT_THAT(workflow,
              HasSubstr("\n            cb21 --cb21-profile production -t \"$IMAGE\" -f 'products/my "
                        "service/Dockerfile' .\n"));
  EXPECT_THAT(workflow, HasSubstr("grep -qF -e 'it'\\''s on' "));
  Project odd = member();
  odd.folder = "/mono/products/${{ secrets.x }}";
  EXPECT_THROW(plan_files(odd, {.ci = CiSystem::github}), Error);
  odd.folder = "/mono/products/a\n- b";
  EXPECT_THROW(plan_files(odd, {.ci = CiSystem::gitlab}), Error);
}

TEST(PlannedFiles, ExtractWhereNothingCanBeLookedFor) {
  Project silent = hello();
  silent.marker = std::nullopt;
  const std::string workflow = text_of(silent, ".github/workflows/image-of-hello-service.yml");
  EXPECT_THAT(workflow, HasSubstr("\n          test -s \"$folder/program\"\n"));
  EXPECT_THAT(workflow, Not(HasSubstr("if ! grep")));
  EXPECT_THAT(workflow, HasSubstr("# grep -qF -e "));
}

TEST(PlannedFiles, LetMakeFindItsTargets) {
  const auto makefile = [](const Project& project) { return plan_files(project, {.makefile = true})[1]; };
  EXPECT_EQ(makefile(hello()).path, "Makefile");
  EXPECT_EQ(makefile(hello()).instead, "cb21.mk");
  Project other = hello();
  other.other_makefile = "GNUmakefile";
  EXPECT_EQ(makefile(other).path, "cb21.mk");
  EXPECT_EQ(makefile(other).instead, "");
}

TEST(PlannedFiles, ShowNoMechanismOfStaleness) {
  Project project = hello();
  project.install_steps = {"RUN apt-get update && apt-get install -y libssl-dev"};
  const std::string text = text_of(project, "Dockerfile.dev");
  EXPECT_THAT(text, HasSubstr("FROM rust:1\nRUN apt-get update && apt-get install -y libssl-dev\n\n"));
  const Dockerfile dockerfile = parse_dockerfile(text);
  ASSERT_EQ(dockerfile.stages.size(), 1U);
  EXPECT_TRUE(dockerfile.stages.front().copies.empty());
  EXPECT_TRUE(find_mechanisms(dockerfile, "").empty());
  EXPECT_FALSE(compiles_with_cargo(dockerfile, 0));
}

TEST(PlannedFiles, DocumentThatBuildsAreUncachedAndVerified) {
  const std::string text = text_of(hello(), "docs/docker-build.md");
  EXPECT_THAT(text, HasSubstr("docker build --no-cache --pull "));
  EXPECT_THAT(text, HasSubstr("strings /tmp/hello-service | grep -F -e 'it'\\''s on' "));
}

TEST(PlannedFiles, WatchWhatTheProjectHas) {
  Project project = hello();
  EXPECT_THAT(text_of(project, "cb21.conf"), HasSubstr("\n#watch = migrations/**\n"));
  project.watched = {"a/migrations/**", "a/proto/**"};
  EXPECT_THAT(text_of(project, "cb21.conf"), HasSubstr("\nwatch = a/migrations/**\nwatch = a/proto/**\n"));
}

// Where `-f` and the context that the other files name make cb21 look for it.
TEST(PlannedFiles, ConfigureBesideTheDockerfileOrInTheContext) {
  Project project = hello();
  project.dockerfile = "docker/Dockerfile";
  EXPECT_THAT(paths(project, {}), ElementsAre("/home/me/hello/cb21.conf"));
  project = member();
  project.dockerfile = "docker/Dockerfile";
  EXPECT_THAT(paths(project, {}), ElementsAre("/mono/products/my service/docker/cb21.conf"));
}

}  // namespace
}  // namespace cb21
