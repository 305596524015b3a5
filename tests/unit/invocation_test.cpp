// SPDX-License-Identifier: Apache-2.0
#include "cli/invocation.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

struct Case {
  Words argv;
  Verb verb;
  Words globals;
  Words arguments;
};

void expect_each(const std::vector<Case>& cases) {
  for (const Case& given : cases) {
    SCOPED_TRACE(::testing::PrintToString(given.argv));
    const Invocation invocation = read_invocation(given.argv);
    EXPECT_EQ(invocation.verb, given.verb);
    EXPECT_EQ(invocation.global_arguments, given.globals);
    EXPECT_EQ(invocation.arguments, given.arguments);
  }
}

// Each test runs in a directory of its own, for a directory may be named like a verb.
class InvocationTest : public ::testing::Test {
 protected:
  InvocationTest() : before_(std::filesystem::current_path()) { std::filesystem::current_path(tree_.root()); }

  ~InvocationTest() override { std::filesystem::current_path(before_); }

  const test::TempTree& tree() const { return tree_; }

 private:
  test::TempTree tree_;
  std::filesystem::path before_;
};

TEST_F(InvocationTest, TakesEverythingForABuildThatIsNoVerb) {
  expect_each({
      {{}, Verb::build, {}, {}},
      {{"cb21"}, Verb::build, {}, {}},
      {{"/usr/bin/cb21", "-t", "x", "."}, Verb::build, {}, {"-t", "x", "."}},
      {{"cb21", "."}, Verb::build, {}, {"."}},
      {{"cb21", "--help"}, Verb::build, {}, {"--help"}},
      {{"cb21", "--version", "."}, Verb::build, {}, {"--version", "."}},
      {{"cb21", "-v", "."}, Verb::build, {}, {"-v", "."}},
      {{"docker-build", "--version"}, Verb::build, {}, {"--version"}},
      {{"cb21", "-t", "status", "."}, Verb::build, {}, {"-t", "status", "."}},
      {{"cb21", "--cb21-explain", "status"}, Verb::build, {}, {"--cb21-explain", "status"}},
      {{"cb21", "service"}, Verb::build, {}, {"service"}},
      {{"cb21", "-D", "build", "."}, Verb::build, {}, {"-D", "build", "."}},
  });
}

TEST_F(InvocationTest, KnowsItsVerbs) {
  expect_each({
      {{"cb21", "status"}, Verb::status, {}, {}},
      {{"cb21", "check", "--list"}, Verb::check, {}, {"--list"}},
      {{"cb21", "status", "--json", "-t", "x", "."}, Verb::status, {}, {"--json", "-t", "x", "."}},
      {{"cb21", "why", "."}, Verb::why, {}, {"."}},
      {{"cb21", "audit", "-t", "x", "."}, Verb::audit, {}, {"-t", "x", "."}},
      {{"cb21", "diagnose", "x", "."}, Verb::diagnose, {}, {"x", "."}},
      {{"cb21", "forget", "."}, Verb::forget, {}, {"."}},
      {{"cb21", "init", "--dev"}, Verb::init, {}, {"--dev"}},
      {{"cb21", "prune"}, Verb::prune, {}, {}},
      {{"cb21", "prune", "--context", "--builder", "b"}, Verb::prune, {}, {"--context", "--builder", "b"}},
      {{"cb21", "verify", "a", "b", "--json"}, Verb::verify, {}, {"a", "b", "--json"}},
      {{"cb21", "verify", "--running", "web"}, Verb::verify, {}, {"--running", "web"}},
      {{"cb21", "version"}, Verb::version, {}, {}},
      {{"cb21", "help"}, Verb::help, {}, {}},
  });
}

TEST_F(InvocationTest, BuildsADirectoryNamedLikeAVerb) {
  tree().directory("status");
  tree().directory("check");
  tree().write("why", "a file is no context");
  tree().directory("init");
  expect_each({
      {{"cb21", "init"}, Verb::build, {}, {"init"}},
      {{"cb21", "init", "--dev"}, Verb::init, {}, {"--dev"}},
      {{"cb21", "init", "--ci=github"}, Verb::init, {}, {"--ci=github"}},
      {{"cb21", "init", "."}, Verb::init, {}, {"."}},
      {{"cb21", "status"}, Verb::build, {}, {"status"}},
      {{"cb21", "status", "-t", "x"}, Verb::build, {}, {"status", "-t", "x"}},
      {{"cb21", "status", "--cb21-explain"}, Verb::build, {}, {"status", "--cb21-explain"}},
      {{"cb21", "status", "--from-tomorrow"}, Verb::build, {}, {"status", "--from-tomorrow"}},
      {{"cb21", "status", "."}, Verb::status, {}, {"."}},
      {{"cb21", "check"}, Verb::build, {}, {"check"}},
      {{"cb21", "check", "check"}, Verb::check, {}, {"check"}},
      {{"cb21", "check", "--list"}, Verb::check, {}, {"--list"}},
      {{"cb21", "check", "--no-waivers"}, Verb::check, {}, {"--no-waivers"}},
      {{"cb21", "check", "--format", "json"}, Verb::check, {}, {"--format", "json"}},
      {{"cb21", "check", "--format=json"}, Verb::check, {}, {"--format=json"}},
      {{"cb21", "status", "--json"}, Verb::status, {}, {"--json"}},
      {{"cb21", "status", "--json", "."}, Verb::status, {}, {"--json", "."}},
      {{"cb21", "why"}, Verb::why, {}, {}},
      {{"docker-cb21", "cb21", "status"}, Verb::status, {}, {}},
  });
}

// A folder named prune is no reason to empty a cache, nor to build where only the verb can be meant.
TEST_F(InvocationTest, TellsPruneFromAFolderOfItsName) {
  tree().directory("prune");
  expect_each({
      {{"cb21", "prune"}, Verb::build, {}, {"prune"}},
      {{"cb21", "prune", "-t", "x"}, Verb::build, {}, {"prune", "-t", "x"}},
      {{"cb21", "prune", "--builder", "b"}, Verb::build, {}, {"prune", "--builder", "b"}},
      {{"cb21", "prune", "--json"}, Verb::build, {}, {"prune", "--json"}},
      {{"cb21", "prune", "--all"}, Verb::prune, {}, {"--all"}},
      {{"cb21", "prune", "--context"}, Verb::prune, {}, {"--context"}},
      {{"docker-cb21", "-D", "cb21", "prune", "--all"}, Verb::prune, {"-D"}, {"--all"}},
      {{"docker-build", "prune", "--all"}, Verb::build, {}, {"prune", "--all"}},
  });
}

TEST_F(InvocationTest, DropsALeadingBuild) {
  expect_each({
      {{"cb21", "build", "."}, Verb::build, {}, {"."}},
      {{"cb21", "build"}, Verb::build, {}, {}},
      {{"cb21", "build", "status"}, Verb::build, {}, {"status"}},
      {{"cb21", "build", "build"}, Verb::build, {}, {"build"}},
      {{"cb21", "build", "--help"}, Verb::build, {}, {"--help"}},
  });
}

TEST_F(InvocationTest, KeepsBuildWhereItIsTheOnlyContext) {
  tree().directory("build");
  expect_each({
      {{"cb21", "build"}, Verb::build, {}, {"build"}},
      {{"cb21", "build", "-t", "x"}, Verb::build, {}, {"build", "-t", "x"}},
      {{"cb21", "build", "."}, Verb::build, {}, {"."}},
      {{"cb21", "build", "build"}, Verb::build, {}, {"build"}},
      {{"docker-cb21", "cb21", "build"}, Verb::build, {}, {}},
  });
}

TEST_F(InvocationTest, AlwaysBuildsAsDockerBuild) {
  expect_each({
      {{"/usr/local/bin/docker-build", "status"}, Verb::build, {}, {"status"}},
      {{"docker-build", "help"}, Verb::build, {}, {"help"}},
      {{"docker-build", "build", "."}, Verb::build, {}, {"build", "."}},
      {{"docker-build"}, Verb::build, {}, {}},
  });
}

TEST_F(InvocationTest, ReadsPluginCalls) {
  expect_each({
      {{"/p/docker-cb21", "docker-cli-plugin-metadata"}, Verb::plugin_metadata, {}, {}},
      {{"docker-cb21", "cb21", "build", "-t", "x", "."}, Verb::build, {}, {"-t", "x", "."}},
      {{"docker-cb21", "cb21", "."}, Verb::build, {}, {"."}},
      {{"docker-cb21", "cb21"}, Verb::build, {}, {}},
      {{"docker-cb21", "--context", "x", "cb21", "build", "."}, Verb::build, {"--context", "x"}, {"."}},
      {{"docker-cb21", "-D", "--context=build", "cb21", "build", "."},
       Verb::build,
       {"-D", "--context=build"},
       {"."}},
      {{"docker-cb21", "--context", "cb21", "cb21", "build", "."}, Verb::build, {"--context", "cb21"}, {"."}},
      {{"docker-cb21", "-H", "a", "cb21", "why", "."}, Verb::why, {"-H", "a"}, {"."}},
      {{"docker-cb21", "cb21", "build", "status"}, Verb::build, {}, {"status"}},
      {{"docker-cb21", "-t", "x", "."}, Verb::build, {}, {"-t", "x", "."}},
      {{"docker-cb21", "."}, Verb::build, {}, {"."}},
      {{"docker-cb21", "status"}, Verb::status, {}, {}},
      {{"docker-cb21"}, Verb::build, {}, {}},
  });
}

TEST_F(InvocationTest, PassesOtherBuilderCommandsThrough) {
  expect_each({
      {{"docker-cb21", "-D", "cb21", "bake", "app"}, Verb::pass_through, {"-D"}, {"bake", "app"}},
      {{"docker-cb21", "cb21", "ls"}, Verb::pass_through, {}, {"ls"}},
      {{"docker-cb21", "cb21", "use", "b1"}, Verb::pass_through, {}, {"use", "b1"}},
      {{"docker-cb21", "cb21", "imagetools", "inspect", "x"},
       Verb::pass_through,
       {},
       {"imagetools", "inspect", "x"}},
      {{"docker-cb21", "cb21", "build", "prune"}, Verb::build, {}, {"prune"}},
  });
}

TEST_F(InvocationTest, UndoesDockersMisplacedName) {
  expect_each({
      {{"docker-cb21", "--context", "cb21", "build", "build", "."},
       Verb::build,
       {"--context", "build"},
       {"."}},
      {{"docker-cb21", "-D", "-c", "cb21", "build", "build", "-q", "."},
       Verb::build,
       {"-D", "-c", "build"},
       {"-q", "."}},
      {{"docker-cb21", "--context", "cb21", "builder", "prune", "-f"},
       Verb::prune,
       {"--context", "builder"},
       {"-f"}},
  });
}

TEST_F(InvocationTest, HelpsWithAVerb) {
  for (const std::string verb :
       {"audit", "check", "diagnose", "forget", "init", "prune", "status", "verify", "why"}) {
    expect_each({{{"cb21", verb, "--help"}, Verb::help, {}, {}},
                 {{"cb21", verb, "-h", "."}, Verb::help, {}, {}},
                 {{"docker-build", verb, "--help"}, Verb::build, {}, {verb, "--help"}}});
  }
  // A value, or a name, is none.
  expect_each(
      {{{"cb21", "verify", "--marker", "--help", "app"}, Verb::verify, {}, {"--marker", "--help", "app"}},
       {{"cb21", "check", "--", "--help"}, Verb::check, {}, {"--", "--help"}},
       {{"cb21", "build", "--help"}, Verb::build, {}, {"--help"}},
       {{"docker-cb21", "cb21", "status", "--help"}, Verb::help, {}, {}},
       // It may be docker's own prune.
       {{"docker-cb21", "cb21", "prune", "--help"}, Verb::prune, {}, {"--help"}}});
  tree().directory("status");
  expect_each({{{"cb21", "status", "--help"}, Verb::build, {}, {"status", "--help"}}});
}

TEST_F(InvocationTest, AnswersForItsVersion) {
  expect_each({
      {{"cb21", "--version"}, Verb::version, {}, {}},
      {{"cb21", "-v"}, Verb::version, {}, {}},
      {{"/p/docker-cb21", "cb21", "--version"}, Verb::version, {}, {}},
  });
}

std::string refusal_of(const Words& argv) {
  try {
    read_invocation(argv);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::usage);
    return error.what();
  }
  return "taken";
}

TEST_F(InvocationTest, AsksForTheVerbThatWasNearlyTyped) {
  EXPECT_EQ(refusal_of({"cb21", "statsu", "."}),
            "there is no folder statsu here; did you mean `cb21 status`?");
  EXPECT_EQ(refusal_of({"cb21", "biuld", "-t", "x", "."}),
            "there is no folder biuld here; did you mean `cb21 build`?");
  EXPECT_EQ(refusal_of({"/p/docker-cb21", "cb21", "wy"}),
            "there is no folder wy here; did you mean `cb21 why`?");
  for (const char* word : {"service", "web", "hello", "int64", "-why", ".", "app", "prod", "test"})
    EXPECT_EQ(refusal_of({"cb21", word}), "taken") << word;
  EXPECT_EQ(refusal_of({"docker-build", "statsu"}), "taken");
  EXPECT_EQ(refusal_of({"cb21", "-t", "x", "statsu"}), "taken");
  tree().write("statsu/Dockerfile", "FROM scratch\n");
  EXPECT_EQ(refusal_of({"cb21", "statsu"}), "taken");
}

}  // namespace
}  // namespace cb21
