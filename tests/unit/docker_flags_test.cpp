// SPDX-License-Identifier: Apache-2.0
#include "cli/docker_flags.hpp"

#include "cli/own_option_table.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace cb21 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Words = std::vector<std::string>;

boost::json::array load_vectors() {
  std::ifstream file(CB21_TEST_DATA "/argparse-vectors.json");
  std::ostringstream text;
  text << file.rdbuf();
  return boost::json::parse(text.str()).at("vectors").as_array();
}

Words words_of(const boost::json::value& list) { return boost::json::value_to<Words>(list); }

FlagSet set_named(std::string_view name) {
  if (name == "buildx") return FlagSet::buildx;
  if (name == "legacy") return FlagSet::legacy;
  if (name == "global") return FlagSet::global;
  throw std::runtime_error("no such flag set");
}

std::map<std::string, Words> by_name(const ParsedArguments& parsed) {
  std::map<std::string, Words> values;
  for (const FlagValue& flag : parsed.flags) values[flag.name].push_back(flag.value);
  return values;
}

Words texts(const std::vector<Positional>& positionals) {
  Words list;
  for (const Positional& positional : positionals) list.push_back(positional.text);
  return list;
}

TEST(DockerFlags, ReadsEveryVectorAsPflagDoes) {
  const boost::json::array vectors = load_vectors();
  ASSERT_EQ(vectors.size(), 101U);
  for (const boost::json::value& vector : vectors) {
    SCOPED_TRACE(boost::json::serialize(vector));
    const boost::json::object& expected = vector.as_object();
    const Words argv = words_of(expected.at("argv"));
    const ParsedArguments parsed = parse_arguments(argv, set_named(expected.at("flagset").as_string()));
    if (const boost::json::value* error = expected.if_contains("error")) {
      EXPECT_EQ(parsed.error, std::string(error->as_string()));
      continue;
    }
    EXPECT_EQ(parsed.error, std::nullopt);
    EXPECT_EQ(texts(parsed.positionals), words_of(expected.at("positional")));
    EXPECT_EQ(by_name(parsed), (boost::json::value_to<std::map<std::string, Words>>(expected.at("set"))));
  }
}

// What no set refuses reads the same when the sets are mixed.
TEST(DockerFlags, ReadsTheSameLenientlyWhereBuildWouldAccept) {
  for (const boost::json::value& vector : load_vectors()) {
    const boost::json::object& expected = vector.as_object();
    if (expected.contains("error") || expected.at("flagset").as_string() == "global") continue;
    SCOPED_TRACE(boost::json::serialize(vector));
    const ParsedArguments parsed = parse_leniently(words_of(expected.at("argv")));
    EXPECT_EQ(parsed.error, std::nullopt);
    EXPECT_THAT(parsed.unknown_flags, IsEmpty());
    EXPECT_EQ(texts(parsed.positionals), words_of(expected.at("positional")));
    EXPECT_EQ(by_name(parsed), (boost::json::value_to<std::map<std::string, Words>>(expected.at("set"))));
  }
}

TEST(DockerFlags, GivesASetOneRowForEachNameAndEachShorthand) {
  for (const unsigned set : {1U, 2U, 4U, 8U, 16U}) {
    std::set<std::string_view> names;
    std::set<char> shorthands;
    for (const DockerFlag& flag : docker_flags()) {
      if ((flag.sets & set) == 0) continue;
      EXPECT_TRUE(names.insert(flag.name).second) << flag.name;
      EXPECT_TRUE(flag.shorthand == '\0' || shorthands.insert(flag.shorthand).second) << flag.shorthand;
    }
  }
}

TEST(DockerFlags, TellsValuesFromContextsForEveryValueFlag) {
  for (const DockerFlag& flag : docker_flags()) {
    if (flag.sets == static_cast<unsigned>(FlagSet::global)) continue;
    SCOPED_TRACE(flag.name);
    const Words argv{"--" + std::string(flag.name), "x", "."};
    const Words expected = flag.kind == FlagKind::boolean ? Words{"x", "."} : Words{"."};
    EXPECT_EQ(texts(parse_leniently(argv).positionals), expected);
  }
}

TEST(DockerFlags, StopsAtTheFirstPositionalBeforeTheCommand) {
  const Words argv{"-D", "build", "-t", "x"};
  const ParsedArguments parsed = parse_arguments(argv, FlagSet::global);
  EXPECT_EQ(parsed.error, std::nullopt);
  EXPECT_THAT(texts(parsed.positionals), ElementsAre("build", "-t", "x"));
  EXPECT_EQ(parsed.positionals.front().word, 1U);
}

TEST(DockerFlags, SaysWhichWordsAFlagTakes) {
  const Words argv{"-qt", "x", "--file=D", ".", "--tag", "y"};
  const ParsedArguments parsed = parse_arguments(argv, FlagSet::buildx);
  ASSERT_EQ(parsed.flags.size(), 4U);
  const auto place = [&](std::size_t i) {
    return std::pair(parsed.flags[i].first_word, parsed.flags[i].words);
  };
  EXPECT_EQ(place(0), std::pair(std::size_t{0}, std::size_t{1}));
  EXPECT_EQ(place(1), std::pair(std::size_t{0}, std::size_t{2}));
  EXPECT_EQ(place(2), std::pair(std::size_t{2}, std::size_t{1}));
  EXPECT_EQ(place(3), std::pair(std::size_t{4}, std::size_t{2}));
  EXPECT_EQ(parsed.positionals.front().word, 3U);
}

TEST(DockerFlags, LetsTheLastValueCount) {
  const Words argv{"--no-cache", "--no-cache=0", "-t", "a", "--tag=b", "-h", "-h", "."};
  const ParsedArguments parsed = parse_arguments(argv, FlagSet::buildx);
  EXPECT_FALSE(parsed.is_set("no-cache"));
  EXPECT_TRUE(parsed.is_set("help"));
  EXPECT_FALSE(parsed.is_set("pull"));
  EXPECT_EQ(parsed.last("tag"), "b");
  EXPECT_THAT(parsed.all("tag"), ElementsAre("a", "b"));
  EXPECT_EQ(parsed.last("file"), std::nullopt);
}

TEST(DockerFlags, SkipsGoTestShorthandsAlsoInsideACluster) {
  const Words argv{"-qtest.v", "."};
  const ParsedArguments parsed = parse_arguments(argv, FlagSet::buildx);
  EXPECT_EQ(parsed.error, std::nullopt);
  EXPECT_TRUE(parsed.is_set("quiet"));
  EXPECT_THAT(parsed.all("tag"), IsEmpty());
  EXPECT_THAT(texts(parsed.positionals), ElementsAre("."));
}

TEST(DockerFlags, KnowsRemovedFlagsOnlyLeniently) {
  const Words argv{"--invoke", "sh", "--stream", "."};
  EXPECT_EQ(parse_arguments(argv, FlagSet::buildx).error, "unknown flag: --invoke");
  const ParsedArguments parsed = parse_leniently(argv);
  EXPECT_THAT(parsed.unknown_flags, IsEmpty());
  EXPECT_THAT(texts(parsed.positionals), ElementsAre("."));
}

struct UnknownCase {
  Words argv;
  Words unknown;
  Words positionals;
};

TEST(DockerFlags, GoesOnAfterAnUnknownFlag) {
  const std::vector<UnknownCase> cases{
      {{"--new", "."}, {"--new"}, {"."}},
      {{"--new", "value", "."}, {"--new"}, {"."}},
      {{".", "--new", "value"}, {"--new"}, {"."}},
      {{"--new=value", "."}, {"--new"}, {"."}},
      {{"--new=value", "x", "."}, {"--new"}, {"x", "."}},
      {{"--new", "a", "--newer", "."}, {"--new", "--newer"}, {"."}},
      {{"--new", "a", "x", "."}, {"--new"}, {"x", "."}},
      {{"--new", "-t", "x", "."}, {"--new"}, {"."}},
      {{"--new", "--", "."}, {"--new"}, {"."}},
      {{"-z", "."}, {"-z"}, {"."}},
      {{"-z", "value", "."}, {"-z"}, {"."}},
      {{"-zvalue", "."}, {"-z"}, {"."}},
      {{"-qz", "value", "."}, {"-z"}, {"."}},
      {{"--new"}, {"--new"}, {}},
  };
  for (const UnknownCase& given : cases) {
    SCOPED_TRACE(::testing::PrintToString(given.argv));
    const ParsedArguments parsed = parse_leniently(given.argv);
    EXPECT_EQ(parsed.error, std::nullopt);
    EXPECT_EQ(parsed.unknown_flags, given.unknown);
    EXPECT_EQ(texts(parsed.positionals), given.positionals);
  }
}

TEST(DockerFlags, ReadsOnAfterWhatDockerRefuses) {
  const std::vector<std::pair<Words, std::string>> cases{
      {{"--no-cache=yes", ".", "-t", "x"}, "invalid bool \"yes\" for --no-cache"},
      {{"---x", ".", "-t", "x"}, "bad flag syntax: ---x"},
      {{"--=", "--no-cache=yes", ".", "-t", "x"}, "bad flag syntax: --="},
      {{".", "-t", "x", "--file"}, "flag needs an argument: --file"},
  };
  for (const auto& [argv, error] : cases) {
    SCOPED_TRACE(::testing::PrintToString(argv));
    const ParsedArguments parsed = parse_leniently(argv);
    EXPECT_EQ(parsed.error, error);
    EXPECT_EQ(parsed.last("tag"), "x");
    EXPECT_THAT(texts(parsed.positionals), ElementsAre("."));
  }
}

TEST(DockerFlags, LeavesOwnOptionsToBeJudgedElsewhere) {
  const Words argv{"--cb21-explain=maybe", "--cb21-bogus", ".", "--cb21-strategy"};
  const ParsedArguments parsed = parse_leniently(argv);
  EXPECT_EQ(parsed.error, std::nullopt);
  EXPECT_THAT(parsed.unknown_flags, IsEmpty());
  EXPECT_EQ(parsed.last("cb21-explain"), "maybe");
  EXPECT_EQ(parsed.last("cb21-bogus"), "");
  EXPECT_EQ(parsed.last("cb21-strategy"), "");
}

TEST(DockerFlags, TakesOwnPrefixInValuePositionForDockers) {
  const Words argv{"-t", "--cb21-off", ".", "--", "--cb21-explain"};
  const ParsedArguments parsed = parse_leniently(argv);
  EXPECT_EQ(parsed.last("tag"), "--cb21-off");
  EXPECT_EQ(parsed.flags.size(), 1U);
  EXPECT_THAT(texts(parsed.positionals), ElementsAre(".", "--cb21-explain"));
}

TEST(DockerFlags, ReadsBooleansLikeGo) {
  for (const char* text : {"1", "t", "T", "TRUE", "true", "True"})
    EXPECT_EQ(parse_go_bool(text), true) << text;
  for (const char* text : {"0", "f", "F", "FALSE", "false", "False"})
    EXPECT_EQ(parse_go_bool(text), false) << text;
  for (const char* text : {"", "yes", "on", "tRUE", " true", "2"})
    EXPECT_EQ(parse_go_bool(text), std::nullopt) << text;
}

}  // namespace
}  // namespace cb21
