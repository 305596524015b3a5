// SPDX-License-Identifier: Apache-2.0
#include "cli/own_options.hpp"

#include "support/option_fixtures.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using test::environment_of;
using test::machine_file;
using test::project_file;
using test::user_file;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Words = std::vector<std::string>;

OwnOptions read(const Words& words) { return read_own_options(words, environment_of({}), {}); }

TEST(OwnOptions, HasDefaults) {
  const OwnOptions options = read({});
  EXPECT_EQ(options.strategy, Strategy::no_cache);
  EXPECT_EQ(options.profile, Profile::development);
  EXPECT_EQ(options.verify, VerifyMode::automatic);
  EXPECT_EQ(options.proof, ProofLevel::chain);
  EXPECT_EQ(options.scope, Scope::rust);
  EXPECT_THAT(options.markers, IsEmpty());
  EXPECT_EQ(options.run_seconds, std::nullopt);
  EXPECT_EQ(options.report, std::nullopt);
  EXPECT_EQ(options.docker, std::nullopt);
  EXPECT_FALSE(options.explain || options.dry_run || options.off);
  EXPECT_THAT(options.warnings, IsEmpty());
}

TEST(OwnOptions, KnowsEachChoice) {
  EXPECT_EQ(read({"--cb21-strategy=no-cache"}).strategy, Strategy::no_cache);
  EXPECT_EQ(read({"--cb21-strategy=prune"}).strategy, Strategy::prune);
  EXPECT_EQ(read({"--cb21-strategy=precise"}).strategy, Strategy::precise);
  EXPECT_EQ(read({"--cb21-profile=development"}).profile, Profile::development);
  EXPECT_EQ(read({"--cb21-profile=production"}).profile, Profile::production);
  EXPECT_EQ(read({"--cb21-verify=auto"}).verify, VerifyMode::automatic);
  EXPECT_EQ(read({"--cb21-verify=required"}).verify, VerifyMode::required);
  EXPECT_EQ(read({"--cb21-verify=off"}).verify, VerifyMode::off);
  EXPECT_EQ(read({"--cb21-proof=marker"}).proof, ProofLevel::marker);
  EXPECT_EQ(read({"--cb21-proof=chain"}).proof, ProofLevel::chain);
  EXPECT_EQ(read({"--cb21-proof=sources"}).proof, ProofLevel::chain);
  EXPECT_EQ(read({"--cb21-proof=recompiled"}).proof, ProofLevel::recompiled);
  EXPECT_EQ(read({"--cb21-proof=recompile"}).proof, ProofLevel::recompiled);
  EXPECT_EQ(read({"--cb21-scope=rust"}).scope, Scope::rust);
  EXPECT_EQ(read({"--cb21-scope=context"}).scope, Scope::context);
}

TEST(OwnOptions, ReadsEveryOtherOption) {
  const OwnOptions options = read({"--cb21-marker=a",
                                   "--cb21-marker=b",
                                   "--cb21-binary=/app",
                                   "--cb21-run=30",
                                   "--cb21-watch=*.sql",
                                   "--cb21-explain=true",
                                   "--cb21-dry-run=true",
                                   "--cb21-report=r.json",
                                   "--cb21-state-dir=/s",
                                   "--cb21-docker=/d",
                                   "--cb21-off=true"});
  EXPECT_THAT(options.markers, ElementsAre("a", "b"));
  EXPECT_THAT(options.binaries, ElementsAre("/app"));
  EXPECT_EQ(options.run_seconds, 30);
  EXPECT_THAT(options.watch, ElementsAre("*.sql"));
  EXPECT_TRUE(options.explain);
  EXPECT_TRUE(options.dry_run);
  EXPECT_TRUE(options.off);
  EXPECT_EQ(options.report, "r.json");
  EXPECT_EQ(options.state_dir, "/s");
  EXPECT_EQ(options.docker, "/d");
}

TEST(OwnOptions, KnowWhetherTheySpeakOfThisBuildsContent) {
  EXPECT_FALSE(read({"--cb21-verify=required", "--cb21-scope=context"}).speaks_of_content);
  for (const std::string option : {"marker", "binary", "watch"}) {
    const char* const value = option == "binary" ? "/app" : "x";
    EXPECT_TRUE(read({fmt::format("--cb21-{}={}", option, value)}).speaks_of_content) << option;
    const std::string line = fmt::format("{} = {}", option, value);
    const auto in_file = [&](const ConfigurationFile& file) {
      return read_own_options({}, environment_of({}), std::vector{file}).speaks_of_content;
    };
    EXPECT_TRUE(in_file(project_file(line))) << option;
    EXPECT_FALSE(in_file(user_file(line))) << option << ": said of every build";
    EXPECT_FALSE(in_file(machine_file(line))) << option;
  }
  EXPECT_TRUE(read_own_options({}, environment_of({{"CB21_MARKER", "x"}}), {}).speaks_of_content);
}

TEST(OwnOptions, RanksAllFivePlaces) {
  std::vector<ConfigurationFile> files{machine_file("run = 1")};
  const auto seconds = [&](const Words& words, const test::Variables& variables) {
    return read_own_options(words, environment_of(variables), files).run_seconds;
  };
  EXPECT_EQ(seconds({}, {}), 1);
  files.push_back(user_file("run = 2"));
  EXPECT_EQ(seconds({}, {}), 2);
  files.push_back(project_file("run = 3"));
  EXPECT_EQ(seconds({}, {}), 3);
  EXPECT_EQ(seconds({}, {{"CB21_RUN", "4"}}), 4);
  EXPECT_EQ(seconds({"--cb21-run=5"}, {{"CB21_RUN", "4"}}), 5);
}

TEST(OwnOptions, ReplacesRepeatableValuesAsAWhole) {
  const std::vector<ConfigurationFile> files{project_file("marker = p1\nmarker = p2")};
  EXPECT_THAT(read_own_options({}, environment_of({}), files).markers, ElementsAre("p1", "p2"));
  EXPECT_THAT(read_own_options({}, environment_of({{"CB21_MARKER", "e1\ne2"}}), files).markers,
              ElementsAre("e1", "e2"));
}

TEST(OwnOptions, RequiresVerificationInProduction) {
  EXPECT_EQ(read({"--cb21-profile=production"}).verify, VerifyMode::required);
}

TEST(OwnOptions, ChecksPolicy) {
  const std::vector<ConfigurationFile> files{project_file("docker = /tmp/x")};
  EXPECT_NE(test::usage_error_of([&] { read_own_options({}, environment_of({}), files); }), "");
}

TEST(OwnOptions, WarnsOfUnknownVariables) {
  const Words names{"CB21_STRATGEY"};
  EXPECT_EQ(read_own_options({}, environment_of({}), {}, names).warnings.size(), 1U);
}

TEST(OwnOptions, ListsOptionsInTheOrderOfTheirDescription) {
  std::vector<std::string_view> names;
  for (const OwnOption& option : own_option_table()) {
    names.push_back(option.name);
    EXPECT_FALSE(option.help.empty()) << option.name;
  }
  EXPECT_THAT(names,
              ElementsAre("strategy",
                          "profile",
                          "marker",
                          "binary",
                          "verify",
                          "run",
                          "watch",
                          "scope",
                          "explain",
                          "dry-run",
                          "report",
                          "receipt",
                          "state-dir",
                          "docker",
                          "proof",
                          "no-waivers",
                          "off"));
}

}  // namespace
}  // namespace cb21
