// SPDX-License-Identifier: Apache-2.0
#include "cli/option_sources.hpp"

#include "support/option_fixtures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using test::environment_of;
using test::machine_file;
using test::project_file;
using test::usage_error_of;
using test::user_file;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = OptionSource::Kind;
using Words = std::vector<std::string>;
using Files = std::vector<ConfigurationFile>;

std::vector<OptionSource> read(const Words& words,
                               const test::Variables& variables = {},
                               const Files& files = {}) {
  return read_option_sources(words, environment_of(variables), files);
}

std::string error_of_words(const Words& words) {
  return usage_error_of([&] { read(words); });
}

std::string error_of_file(const ConfigurationFile& file) {
  return usage_error_of([&] { read({}, {}, {file}); });
}

TEST(OptionSources, ReadsTheCommandLine) {
  const auto sources = read({"--cb21-strategy=prune",
                             "--cb21-explain=true",
                             "--cb21-off",
                             "--cb21-marker=a b=c",
                             "--cb21-marker=-x",
                             "--cb21-strategy=precise"});
  const OptionSource& source = sources.front();
  EXPECT_EQ(source.kind, Kind::command_line);
  EXPECT_EQ(*source.value("strategy"), "precise");
  EXPECT_EQ(*source.value("explain"), "true");
  EXPECT_EQ(*source.value("off"), "true");
  EXPECT_THAT(source.values.find("marker")->second, ElementsAre("a b=c", "-x"));
  EXPECT_EQ(source.value("verify"), nullptr);
}

TEST(OptionSources, RefusesBadWordsWithASuggestion) {
  EXPECT_EQ(error_of_words({"--cb21-stratgy=prune"}),
            "unknown option --cb21-stratgy; did you mean --cb21-strategy?");
  EXPECT_EQ(error_of_words({"--cb21-strat=prune"}),
            "unknown option --cb21-strat; did you mean --cb21-strategy?");
  EXPECT_EQ(error_of_words({"--cb21-xyzzy-plugh"}),
            "unknown option --cb21-xyzzy-plugh; `cb21 help` lists what there is");
  EXPECT_THAT(error_of_words({"--cb21-"}), HasSubstr("unknown option --cb21-"));
  EXPECT_EQ(error_of_words({"--cb21-report"}), "--cb21-report needs a value");
  EXPECT_EQ(error_of_words({"--cb21-report="}), "--cb21-report needs a value");
  EXPECT_EQ(error_of_words({"--cb21-verify=maybe"}),
            "--cb21-verify cannot be \"maybe\": it can be auto, required or off");
  EXPECT_EQ(error_of_words({"--cb21-explain=\x1b[31m"}),
            "--cb21-explain cannot be \"\\x1b[31m\": it can be true or false");
}

TEST(OptionSources, ReadsTheEnvironment) {
  const auto sources = read({},
                            {{"CB21_STRATEGY", "prune"},
                             {"CB21_STATE_DIR", "/s"},
                             {"CB21_DRY_RUN", "1"},
                             {"CB21_EXPLAIN", ""},
                             {"CB21_MARKER", "first line\n\nsecond, line\n"}});
  const OptionSource& source = sources[1];
  EXPECT_EQ(source.kind, Kind::environment);
  EXPECT_EQ(*source.value("strategy"), "prune");
  EXPECT_EQ(*source.value("state-dir"), "/s");
  EXPECT_EQ(*source.value("dry-run"), "true");
  EXPECT_EQ(source.value("explain"), nullptr);
  EXPECT_THAT(source.values.find("marker")->second, ElementsAre("first line", "second, line"));
  EXPECT_EQ(usage_error_of([] {
              read({}, {{"CB21_RUN", "soon"}});
            }),
            "CB21_RUN cannot be \"soon\": it can be a number of seconds from 1 to 86400");
}

TEST(OptionSources, ReadsFilesTheHighestFirst) {
  const auto sources =
      read({},
           {},
           {machine_file("lock = profile , verify\nlock=off"), user_file(""), project_file("scope=context")});
  ASSERT_EQ(sources.size(), 5U);
  EXPECT_EQ(sources[2].kind, Kind::project);
  EXPECT_EQ(*sources[2].value("scope"), "context");
  EXPECT_EQ(sources[3].kind, Kind::user);
  EXPECT_EQ(sources[4].kind, Kind::machine);
  EXPECT_THAT(sources[4].locked, ElementsAre("profile", "verify", "off"));
}

TEST(OptionSources, ReadsLinesAsBoostDoes) {
  const auto sources = read({},
                            {},
                            {project_file("# a comment\r\n\r\n  marker =  started ok \r\nmarker=b=c # tail\n"
                                          "watch = migrations/**\nexplain = true")});
  const OptionSource& source = sources[2];
  EXPECT_THAT(source.values.find("marker")->second, ElementsAre("started ok", "b=c"));
  EXPECT_THAT(source.values.find("watch")->second, ElementsAre("migrations/**"));
  EXPECT_EQ(*source.value("explain"), "true");
}

TEST(OptionSources, RefusesBadFilesNamingThem) {
  EXPECT_EQ(error_of_file(project_file("verfy = off")),
            "unknown option verfy in ./cb21.conf; did you mean verify?");
  EXPECT_EQ(error_of_file(user_file("scope = all")),
            "scope in /home/u/.config/cb21/cb21.conf cannot be \"all\": it can be rust or context");
  EXPECT_EQ(error_of_file(user_file("explain")),
            "/home/u/.config/cb21/cb21.conf: \"explain\" is not a line of the form `option = value`");
  EXPECT_THAT(error_of_file(user_file("[section]\nscope = rust")), HasSubstr("unknown option section.scope"));
  EXPECT_THAT(error_of_file(user_file("scope = rust\nscope = rust")), HasSubstr("is given twice"));
  EXPECT_THAT(error_of_file(user_file("marker =")), HasSubstr("any text but an empty one"));
  EXPECT_THAT(error_of_file(user_file("cb21-scope = rust")), HasSubstr("unknown option cb21-scope"));
}

TEST(OptionSources, LetsOnlyTheMachineLock) {
  EXPECT_EQ(error_of_file(project_file("lock = verify")),
            "lock in ./cb21.conf has no effect: only the machine's file can lock options");
  EXPECT_THAT(error_of_file(user_file("lock = verify")), HasSubstr("only the machine's file"));
  EXPECT_EQ(error_of_file(machine_file("lock = verfy")),
            "lock in /etc/cb21/cb21.conf names no option: \"verfy\"; did you mean verify?");
}

TEST(OptionSources, WarnsOfUnknownVariables) {
  const Words names{"PATH",
                    "CB21_STRATEGY",
                    "CB21_STATE_DIR",
                    "CB21_DOCKER_SEEN",
                    "CB21_ENGINES",
                    "CB21_ENGINE_DIR",
                    "CB21_ENGINE_NAME",
                    "CB21_SOURCE_DIGEST"};
  EXPECT_THAT(unknown_variable_warnings(names), IsEmpty());
  const Words unknown{"CB21_VERFY", "CB21_STATE-DIR", "CB21_NOTHING_LIKE_IT"};
  EXPECT_THAT(unknown_variable_warnings(unknown),
              ElementsAre("CB21_VERFY is set, but there is no such option; did you mean CB21_VERIFY?",
                          "CB21_STATE-DIR is set, but there is no such option; did you mean CB21_STATE_DIR?",
                          "CB21_NOTHING_LIKE_IT is set, but there is no such option"));
}

}  // namespace
}  // namespace cb21
