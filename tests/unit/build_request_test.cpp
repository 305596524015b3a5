// SPDX-License-Identifier: Apache-2.0
#include "cli/build_request.hpp"

#include "support/option_fixtures.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <sstream>

namespace cb21 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using Words = std::vector<std::string>;
using test::environment_of;
using test::Variables;

BuildRequest read(Words arguments, const Variables& variables = {}) {
  return read_build_request({}, std::move(arguments), environment_of(variables));
}

TEST(BuildRequest, LearnsWhatDockerWillRead) {
  const BuildRequest request = read({"-qt",
                                     "a",
                                     "--tag=b",
                                     "-f",
                                     "D",
                                     "--target",
                                     "final",
                                     "--pull",
                                     "--push",
                                     "--load=false",
                                     "-o",
                                     "out",
                                     "-otype=tar",
                                     "--iidfile=i",
                                     "--metadata-file",
                                     "m",
                                     "--progress=plain",
                                     "--cache-from",
                                     "c",
                                     "--builder",
                                     "b1",
                                     "/"});
  EXPECT_EQ(request.context_kind, ContextKind::directory);
  EXPECT_EQ(request.context, "/");
  EXPECT_EQ(request.context_word, 21U);
  EXPECT_EQ(request.dockerfile, "D");
  EXPECT_EQ(request.target, "final");
  EXPECT_THAT(request.tags, ElementsAre("a", "b"));
  EXPECT_THAT(request.outputs, ElementsAre("out", "type=tar"));
  EXPECT_THAT(request.cache_from, ElementsAre("c"));
  EXPECT_EQ(request.iidfile, "i");
  EXPECT_EQ(request.metadata_file, "m");
  EXPECT_EQ(request.progress, "plain");
  EXPECT_EQ(request.builder, "b1");
  EXPECT_TRUE(request.quiet);
  EXPECT_TRUE(request.pull);
  EXPECT_TRUE(request.push);
  EXPECT_FALSE(request.load);
  EXPECT_FALSE(request.no_cache);
  EXPECT_FALSE(request.builds_nothing);
}

TEST(BuildRequest, KeepsArgumentsAsTyped) {
  const Words arguments{"--no-cache=T", "", "-t=", "--new", "--", "."};
  const BuildRequest request = read_build_request({"-H", "tcp://x"}, arguments, environment_of({}));
  EXPECT_EQ(request.arguments, arguments);
  EXPECT_THAT(request.global_arguments, ElementsAre("-H", "tcp://x"));
}

struct ContextCase {
  std::string text;
  ContextKind kind;
};

TEST(BuildRequest, TellsContextsApart) {
  const test::TempTree tree;
  tree.directory("dir");
  tree.write("file", "");
  tree.link("link", "dir");
  tree.link("dangling", "nowhere");
  const std::vector<ContextCase> cases{
      {"-", ContextKind::stdin_},
      {".", ContextKind::directory},
      {tree.path("dir"), ContextKind::directory},
      {tree.path("dir/"), ContextKind::directory},
      {tree.path("link"), ContextKind::directory},
      {tree.path("file"), ContextKind::missing},
      {tree.path("dangling"), ContextKind::missing},
      {"", ContextKind::missing},
      {"no-such-directory", ContextKind::missing},
      {"./x.git", ContextKind::missing},
      {"../x.git", ContextKind::missing},
      {"/x.git", ContextKind::missing},
      {"file:///x", ContextKind::missing},
      {"gitlab.com/a/b", ContextKind::missing},
      {"@host:path", ContextKind::missing},
      {"user@host", ContextKind::missing},
      {"user@host:", ContextKind::missing},
      {"user@:path", ContextKind::missing},
      {"./user@host:path", ContextKind::missing},
      {"https://example.com/x.git#main:sub", ContextKind::remote},
      {"http://example.com/context.tar.gz", ContextKind::remote},
      {"git://example.com/x", ContextKind::remote},
      {"ssh://git@example.com/x", ContextKind::remote},
      {"git@github.com:a/b", ContextKind::remote},
      {"someone@example.com:a/b.git", ContextKind::remote},
      {"github.com/a/b", ContextKind::remote},
  };
  for (const ContextCase& given : cases) {
    const BuildRequest request = read({given.text});
    EXPECT_EQ(request.context_kind, given.kind) << given.text;
    EXPECT_EQ(request.context, given.text);
    EXPECT_FALSE(request.builds_nothing) << given.text;
  }
}

TEST(BuildRequest, PrefersALocalDirectoryToAUrl) {
  const test::TempTree tree;
  tree.directory("someone@example.com:repo");
  EXPECT_EQ(read({tree.path("someone@example.com:repo")}).context_kind, ContextKind::directory);
}

TEST(BuildRequest, TakesAnEmptyFileNameForNone) {
  EXPECT_EQ(read({"-f", "", "."}).dockerfile, std::nullopt);
  EXPECT_EQ(read({"-f", "D", "--file=", "."}).dockerfile, std::nullopt);
  EXPECT_EQ(read({"-f-", "."}).dockerfile, "-");
  EXPECT_EQ(read({"--iidfile=", "."}).iidfile, std::nullopt);
}

TEST(BuildRequest, ResolvesBuildArgumentsFromTheEnvironment) {
  const BuildRequest request = read({"--build-arg",
                                     "A=1",
                                     "--build-arg=B",
                                     "--build-arg",
                                     "UNSET",
                                     "--build-arg=A=x=y",
                                     "--build-arg",
                                     "E=",
                                     "."},
                                    {{"B", "from outside"}});
  EXPECT_THAT(request.build_args, ElementsAre(Pair("A", "x=y"), Pair("B", "from outside"), Pair("E", "")));
}

TEST(BuildRequest, NamesBuildContexts) {
  const BuildRequest request = read({"--build-context",
                                     "lib=../lib",
                                     "--build-context=base=docker-image://x",
                                     "--build-context=bad",
                                     "--build-context=lib=other",
                                     "."});
  EXPECT_THAT(request.build_contexts, ElementsAre(Pair("lib", "other"), Pair("base", "docker-image://x")));
}

TEST(BuildRequest, TakesPlatformAndBuilderFromTheEnvironmentWhenNotTyped) {
  const Variables variables{{"DOCKER_DEFAULT_PLATFORM", "linux/arm64"}, {"BUILDX_BUILDER", "b0"}};
  EXPECT_THAT(read({"."}, variables).platforms, ElementsAre("linux/arm64"));
  EXPECT_EQ(read({"."}, variables).builder, "b0");
  const BuildRequest typed =
      read({"--platform=linux/amd64,linux/arm64", "--platform", "c", "--builder=", "."}, variables);
  EXPECT_THAT(typed.platforms, ElementsAre("linux/amd64", "linux/arm64", "c"));
  EXPECT_EQ(typed.builder, std::nullopt);
  EXPECT_THAT(read({"."}).platforms, IsEmpty());
  EXPECT_EQ(read({"."}, {{"BUILDX_BUILDER", ""}}).builder, std::nullopt);
}

TEST(BuildRequest, ReadsCacheFlags) {
  EXPECT_TRUE(read({"--no-cache", "."}).no_cache);
  EXPECT_FALSE(read({"--no-cache", "--no-cache=F", "."}).no_cache);
  const BuildRequest filtered = read({"--no-cache-filter", "a,b", "--no-cache-filter=c", "."});
  EXPECT_THAT(filtered.no_cache_filters, ElementsAre("a", "b", "c"));
  EXPECT_FALSE(filtered.no_cache);
  EXPECT_FALSE(filtered.builds_nothing);
  const BuildRequest everything = read({"--no-cache-filter", "", "."});
  EXPECT_TRUE(everything.no_cache);
  EXPECT_THAT(everything.no_cache_filters, IsEmpty());
}

BuildRequest read_line(const std::string& line) {
  std::istringstream text(line);
  return read({std::istream_iterator<std::string>(text), std::istream_iterator<std::string>()});
}

TEST(BuildRequest, KnowsWhatBuildsNothing) {
  for (const char* line : {"--help",
                           "-h .",
                           "--check .",
                           "--check --check=false .",
                           "--call=outline .",
                           "--call lint,format=json .",
                           "--call=format=json .",
                           "--print targets .",
                           "--call=build --check .",
                           "",
                           ". .",
                           "--no-cache false .",
                           "--sbom .",
                           "--no-cache=yes .",
                           ". -t",
                           "---x .",
                           "--no-cache --no-cache-filter=a ."}) {
    EXPECT_TRUE(read_line(line).builds_nothing) << line;
  }
}

TEST(BuildRequest, KnowsWhatBuildsAllTheSame) {
  for (const char* line : {".",
                           "-",
                           "--help=false .",
                           "--check=false .",
                           "--call=build .",
                           "--call build,format=json .",
                           "--call= .",
                           "--check --call=build .",
                           "--no-cache=false --no-cache-filter=a .",
                           "--from-tomorrow .",
                           "--from-tomorrow value .",
                           "-z ."}) {
    EXPECT_FALSE(read_line(line).builds_nothing) << line;
  }
}

TEST(BuildRequest, NotesUnknownFlags) {
  const BuildRequest request = read({"--from-tomorrow", "value", ".", "-z"});
  EXPECT_THAT(request.unknown_flags, ElementsAre("--from-tomorrow", "-z"));
  EXPECT_EQ(request.context, ".");
  EXPECT_EQ(request.context_word, 2U);
}

struct SplitCase {
  Words arguments;
  Words docker;
  Words own;
};

TEST(BuildRequest, TakesOwnOptionsOut) {
  const std::vector<SplitCase> cases{
      {{"-t", "x", "."}, {"-t", "x", "."}, {}},
      {{"--cb21-explain", "-t", "x", "."}, {"-t", "x", "."}, {"--cb21-explain=true"}},
      {{"--cb21-off=false", "."}, {"."}, {"--cb21-off=false"}},
      {{"--cb21-verify", "off", "."}, {"."}, {"--cb21-verify=off"}},
      {{".", "--cb21-marker=a", "--cb21-marker", "-b"}, {"."}, {"--cb21-marker=a", "--cb21-marker=-b"}},
      {{"-t", "--cb21-off", "."}, {"-t", "--cb21-off", "."}, {}},
      {{"-qt", "--cb21-off", "."}, {"-qt", "--cb21-off", "."}, {}},
      {{"-t--cb21-off", "."}, {"-t--cb21-off", "."}, {}},
      {{"--build-arg=--cb21-off", "."}, {"--build-arg=--cb21-off", "."}, {}},
      {{".", "--", "--cb21-off"}, {".", "--", "--cb21-off"}, {}},
      {{"--cb21-bogus", ".", "--cb21-other=x"}, {"."}, {"--cb21-bogus", "--cb21-other=x"}},
      {{".", "--cb21-report"}, {"."}, {"--cb21-report"}},
      {{".", "--cb21-report", ""}, {"."}, {"--cb21-report="}},
      {{"--cb21=x", "."}, {"--cb21=x", "."}, {}},
      {{"--new", "--cb21-off", "."}, {"--new", "."}, {"--cb21-off=true"}},
      {{"--no-cache=bad", "--cb21-off", "."}, {"--no-cache=bad", "."}, {"--cb21-off=true"}},
  };
  for (const SplitCase& given : cases) {
    SCOPED_TRACE(::testing::PrintToString(given.arguments));
    const SplitArguments split = split_own_options(given.arguments);
    EXPECT_EQ(split.docker, given.docker);
    EXPECT_EQ(split.own, given.own);
  }
}

TEST(BuildRequest, RemovesCacheFlagsAndNothingElse) {
  const std::vector<std::pair<Words, Words>> cases{
      {{"--no-cache", "-q", "."}, {"-q", "."}},
      {{"--no-cache=false", "."}, {"."}},
      {{"--no-cache-filter", "a", "--no-cache-filter=b", "."}, {"."}},
      {{".", "--no-cache-filter", ""}, {"."}},
      {{"-t", "--no-cache", "."}, {"-t", "--no-cache", "."}},
      {{"--build-arg", "--no-cache-filter", "x", "."}, {"--build-arg", "--no-cache-filter", "x", "."}},
      {{"--", "--no-cache"}, {"--", "--no-cache"}},
      {{"-qt", "x", "."}, {"-qt", "x", "."}},
      {{"--no-cache-filter", "--no-cache", "."}, {"."}},
  };
  for (const auto& [arguments, kept] : cases) {
    EXPECT_EQ(without_cache_flags(arguments), kept) << ::testing::PrintToString(arguments);
  }
}

}  // namespace
}  // namespace cb21
