// SPDX-License-Identifier: Apache-2.0
#include "inputs/build_context.hpp"

#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Named = std::vector<std::pair<std::string, std::string>>;

class BuildContextTest : public ::testing::Test {
 protected:
  BuildContext locate(Builder builder = Builder::buildkit, const std::string& dockerfile = "") const {
    ContextArguments arguments;
    arguments.directory = tree.root();
    if (!dockerfile.empty()) arguments.dockerfile = dockerfile;
    arguments.builder = builder;
    return locate_build_context(arguments);
  }

  BuildContext locate_named(const Named& named) const {
    ContextArguments arguments;
    arguments.directory = tree.directory("main");
    arguments.named = named;
    return locate_build_context(arguments);
  }

  test::TempTree tree;
};

TEST_F(BuildContextTest, FindsTheDefaultDockerfile) {
  struct Case {
    std::vector<std::string> files;
    std::string found;
  };

  const std::vector<Case> cases = {
      {{"Dockerfile"}, "Dockerfile"},
      {{"dockerfile"}, "dockerfile"},
      {{"Dockerfile", "dockerfile"}, "Dockerfile"},
      {{"DOCKERFILE"}, ""},
      {{}, ""},
  };
  for (const Builder builder : {Builder::buildkit, Builder::legacy}) {
    for (const Case& wanted : cases) {
      const test::TempTree dir;
      for (const std::string& file : wanted.files) dir.write(file, "FROM " + file);
      ContextArguments arguments;
      arguments.directory = dir.root();
      arguments.dockerfile = "";  // docker takes an empty -f for none
      arguments.builder = builder;
      const BuildContext context = locate_build_context(arguments);
      EXPECT_EQ(context.dockerfile_path.value_or(""), wanted.found.empty() ? "" : dir.path(wanted.found));
      EXPECT_EQ(context.dockerfile.has_value(), !wanted.found.empty());
      EXPECT_EQ(context.dockerfile_text, wanted.found.empty() ? "" : "FROM " + wanted.found);
      EXPECT_THAT(context.not_visible, IsEmpty());
    }
  }
}

TEST_F(BuildContextTest, TakesTheLowerCaseNameForAGivenPathUnderBuildkitOnly) {
  tree.write("docker/dockerfile", "FROM scratch");
  const std::string given = tree.path("docker/Dockerfile");
  EXPECT_EQ(locate(Builder::buildkit, given).dockerfile_path, tree.path("docker/dockerfile"));
  EXPECT_EQ(locate(Builder::legacy, given).dockerfile_path, std::nullopt);
}

TEST_F(BuildContextTest, TakesDashFRelativeToTheCurrentDirectory) {
  tree.write("here/my.Dockerfile", "FROM here");
  tree.write("context/my.Dockerfile", "FROM context");
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(tree.path("here"));
  ContextArguments arguments;
  arguments.directory = "../context";
  arguments.dockerfile = "my.Dockerfile";
  const BuildContext context = locate_build_context(arguments);
  std::filesystem::current_path(before);
  EXPECT_EQ(context.dockerfile_text, "FROM here");
  ASSERT_EQ(context.roots.size(), 1U);
  EXPECT_EQ(context.roots[0].path, tree.path("context"));
}

TEST_F(BuildContextTest, LeavesStandardInputAndPipesAlone) {
  tree.write("Dockerfile", "FROM scratch");
  tree.write("Dockerfile.dockerignore", "own");
  tree.write(".dockerignore", "general");
  tree.fifo("pipe");
  for (const std::string& given :
       {std::string("-"), tree.path("pipe"), std::string("https://x/Dockerfile")}) {
    const BuildContext context = locate(Builder::buildkit, given);
    EXPECT_EQ(context.dockerfile_path, std::nullopt) << given;
    EXPECT_FALSE(context.dockerfile.has_value());
    EXPECT_EQ(context.ignore_file, tree.path(".dockerignore"));
    EXPECT_EQ(context.roots.size(), 1U);
    EXPECT_EQ(context.not_visible.size(), 1U);
  }
}

TEST_F(BuildContextTest, PicksTheIgnoreFileAsTheBuilderDoes) {
  struct Case {
    std::string name;
    std::vector<std::pair<std::string, std::string>> files;
    std::string dockerfile;  // -f, relative to the context
    std::string buildkit;    // the ignore file in force
    std::string legacy;
  };

  const std::vector<Case> cases = {
      {"none", {{"Dockerfile", ""}}, "", "", ""},
      {"general", {{"Dockerfile", ""}, {".dockerignore", "a"}}, "", ".dockerignore", ".dockerignore"},
      {"own first",
       {{"Dockerfile", ""}, {".dockerignore", "a"}, {"Dockerfile.dockerignore", "b"}},
       "",
       "Dockerfile.dockerignore",
       ".dockerignore"},
      {"own even when empty",
       {{"Dockerfile", ""}, {".dockerignore", "a"}, {"Dockerfile.dockerignore", ""}},
       "",
       "Dockerfile.dockerignore",
       ".dockerignore"},
      {"lower case",
       {{"dockerfile", ""}, {"Dockerfile.dockerignore", "a"}, {"dockerfile.dockerignore", "b"}},
       "",
       "dockerfile.dockerignore",
       ""},
      {"in a folder",
       {{"docker/app", ""}, {"docker/app.dockerignore", "a"}, {"docker/.dockerignore", "b"}},
       "docker/app",
       "docker/app.dockerignore",
       ""},
  };
  for (const Case& wanted : cases) {
    const test::TempTree dir;
    for (const auto& [path, text] : wanted.files) dir.write(path, text);
    ContextArguments arguments;
    arguments.directory = dir.root();
    if (!wanted.dockerfile.empty()) arguments.dockerfile = dir.path(wanted.dockerfile);
    const auto expect = [&](Builder builder, const std::string& file) {
      arguments.builder = builder;
      const BuildContext context = locate_build_context(arguments);
      EXPECT_EQ(context.ignore_file.value_or(""), file.empty() ? "" : dir.path(file)) << wanted.name;
      ASSERT_EQ(context.roots.size(), 1U);
      const std::string text = file.empty() ? "" : dir.read(file);
      EXPECT_EQ(context.roots[0].rules.empty(), text.empty()) << wanted.name;
    };
    expect(Builder::buildkit, wanted.buildkit);
    expect(Builder::legacy, wanted.legacy);
  }
}

TEST_F(BuildContextTest, NamesTheIgnoreFileAfterTheLinkToTheDockerfile) {
  tree.write("real", "FROM scratch");
  tree.link("Dockerfile", "real");
  tree.write("real.dockerignore", "a");
  tree.write("Dockerfile.dockerignore", "b");
  EXPECT_EQ(locate().ignore_file, tree.path("Dockerfile.dockerignore"));
}

TEST_F(BuildContextTest, FollowsALinkedIgnoreFileInsideTheContextUnderBuildkit) {
  struct Case {
    std::string target;
    std::string buildkit;
    bool legacy;
  };

  tree.write("inside/rules", "a");
  tree.write("context/rules", "a");
  tree.write("rules", "b");
  const std::vector<Case> cases = {
      {"rules", "context/rules", true},
      {"/rules", "context/rules", false},  // rooted at the context
      {"../inside/rules", "", true},
      {"../rules", "context/rules", true},  // ".." stops at the root
      {"nowhere", "", false},
      {".dockerignore", "", false},  // a circle
      {tree.path("rules"), "", true},
  };
  for (const Case& wanted : cases) {
    tree.remove("context/.dockerignore");
    tree.link("context/.dockerignore", wanted.target);
    ContextArguments arguments;
    arguments.directory = tree.path("context");
    const BuildContext buildkit = locate_build_context(arguments);
    EXPECT_EQ(buildkit.ignore_file.value_or(""), wanted.buildkit.empty() ? "" : tree.path(wanted.buildkit))
        << wanted.target;
    EXPECT_THAT(buildkit.not_visible, IsEmpty());
    arguments.builder = Builder::legacy;
    const BuildContext legacy = locate_build_context(arguments);
    EXPECT_EQ(legacy.ignore_file.has_value(), wanted.legacy) << wanted.target;
  }
}

TEST_F(BuildContextTest, AnIgnoreFileThatIsNoFileIsNoneForBuildkitAndAFailureForLegacy) {
  for (const bool fifo : {false, true}) {
    const test::TempTree dir;
    fifo ? dir.fifo(".dockerignore") : dir.directory(".dockerignore");
    ContextArguments arguments;
    arguments.directory = dir.root();
    EXPECT_THAT(locate_build_context(arguments).not_visible, IsEmpty());
    arguments.builder = Builder::legacy;
    const BuildContext context = locate_build_context(arguments);
    EXPECT_EQ(context.ignore_file, std::nullopt);
    EXPECT_THAT(context.not_visible, ElementsAre(HasSubstr("cannot be read")));
  }
}

TEST_F(BuildContextTest, SaysThatABadIgnoreFileIsNotOneForDocker) {
  tree.write(".dockerignore", "a\n[\n");
  const BuildContext context = locate();
  EXPECT_THAT(context.not_visible, ElementsAre(HasSubstr("is not one for docker")));
  EXPECT_EQ(context.ignore_file, tree.path(".dockerignore"));
}

TEST_F(BuildContextTest, SaysThatAContextIsNotVisible) {
  EXPECT_THAT(locate_build_context({}).not_visible,
              ElementsAre("the build context is not a local directory"));
  tree.write("file", "");
  tree.link("circle", "circle");
  for (const char* bad : {"missing", "file", "circle", "bad\nname"}) {
    ContextArguments arguments;
    arguments.directory = tree.path(bad);
    const BuildContext context = locate_build_context(arguments);
    EXPECT_THAT(context.roots, IsEmpty());
    EXPECT_THAT(context.not_visible, ElementsAre(Not(HasSubstr("\n")))) << bad;
  }
}

TEST_F(BuildContextTest, ResolvesALinkedContext) {
  tree.write("real/Dockerfile", "FROM scratch");
  tree.link("linked", "real");
  ContextArguments arguments;
  arguments.directory = tree.path("linked") + "/.";
  const BuildContext context = locate_build_context(arguments);
  ASSERT_EQ(context.roots.size(), 1U);
  EXPECT_EQ(context.roots[0].path, tree.path("real"));
  EXPECT_EQ(context.dockerfile_text, "FROM scratch");
}

TEST_F(BuildContextTest, TakesLocalNamedContextsWithTheirOwnIgnoreFile) {
  tree.write("lib/.dockerignore", "*.md");
  tree.write("lib/Dockerfile.dockerignore", "*");
  const BuildContext context = locate_named({{"lib", tree.path("lib")}});
  ASSERT_EQ(context.roots.size(), 2U);
  EXPECT_EQ(context.roots[1].name, "lib");
  EXPECT_EQ(context.roots[1].path, tree.path("lib"));
  EXPECT_THAT(context.roots[1].rules.patterns(), ElementsAre("*.md"));
  EXPECT_THAT(context.not_visible, IsEmpty());
}

TEST_F(BuildContextTest, TheLastOfTwoNamedContextsOfOneNameCounts) {
  const BuildContext context =
      locate_named({{"lib", tree.directory("one")}, {"lib:latest", tree.directory("two")}});
  ASSERT_EQ(context.roots.size(), 2U);
  EXPECT_EQ(context.roots[1].path, tree.path("two"));
}

TEST_F(BuildContextTest, KnowsWhichNamedContextsHoldNoSources) {
  for (const char* value : {"docker-image://alpine:3", "oci-layout://./layout", "target:base"}) {
    const BuildContext context = locate_named({{"base", value}});
    EXPECT_EQ(context.roots.size(), 1U) << value;
    EXPECT_THAT(context.not_visible, IsEmpty()) << value;
  }
}

TEST_F(BuildContextTest, SaysThatANamedContextIsNotVisibleAndKeepsItsAddressToItself) {
  for (const char* value : {"https://user:secret@host/x.git",
                            "http://secret/x.tar",
                            "git://secret/x",
                            "ssh://secret/x",
                            "git@secret:x/y",
                            "github.com/secret/x"}) {
    const BuildContext context = locate_named({{"lib", value}});
    EXPECT_EQ(context.roots.size(), 1U) << value;
    EXPECT_THAT(context.not_visible, ElementsAre("the build context lib is not a local directory")) << value;
  }
  EXPECT_THAT(locate_named({{"lib", tree.path("missing")}}).not_visible, ElementsAre(HasSubstr("missing")));
}

}  // namespace
}  // namespace cb21
