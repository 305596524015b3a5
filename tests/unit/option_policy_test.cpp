// SPDX-License-Identifier: Apache-2.0
#include "cli/option_policy.hpp"

#include "support/option_fixtures.hpp"

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
using Files = std::vector<ConfigurationFile>;

std::vector<OptionSource> sources_of(const Words& words,
                                     const test::Variables& variables,
                                     const Files& files) {
  return read_option_sources(words, environment_of(variables), files);
}

TEST(OptionPolicy, LetsTheHighestPlaceDecide) {
  const Files files{project_file("strategy=prune\nmarker=p1\nmarker=p2"),
                    user_file("marker=u\nscope=context"),
                    machine_file("scope=rust\nproof=recompiled")};
  const auto sources = sources_of({"--cb21-verify=off"}, {{"CB21_STRATEGY", "precise"}}, files);
  EXPECT_THAT(effective_values(sources, "verify"), ElementsAre("off"));
  EXPECT_THAT(effective_values(sources, "strategy"), ElementsAre("precise"));
  EXPECT_THAT(effective_values(sources, "marker"), ElementsAre("p1", "p2"));
  EXPECT_THAT(effective_values(sources, "scope"), ElementsAre("context"));
  EXPECT_THAT(effective_values(sources, "proof"), ElementsAre("recompiled"));
  EXPECT_THAT(effective_values(sources, "profile"), ElementsAre("development"));
  EXPECT_THAT(effective_values(sources, "watch"), IsEmpty());
}

struct PolicyCase {
  Words words;
  test::Variables variables;
  Files files;
  std::string error;  // empty: allowed
};

void expect_each(const std::vector<PolicyCase>& cases) {
  for (const PolicyCase& given : cases) {
    std::string trace = ::testing::PrintToString(given.words) + ::testing::PrintToString(given.variables);
    for (const ConfigurationFile& file : given.files) trace += "\n" + file.path + ": " + file.text;
    SCOPED_TRACE(trace);
    const auto sources = sources_of(given.words, given.variables, given.files);
    EXPECT_EQ(test::usage_error_of([&] { check_policy(sources); }), given.error);
  }
}

TEST(OptionPolicy, HoldsWhatTheMachineLocks) {
  const ConfigurationFile production = machine_file("profile = production\nlock = profile, verify");
  const ConfigurationFile automatic = machine_file("proof = sources\nlock = verify, proof");
  const ConfigurationFile strict =
      machine_file("strategy = prune\nmarker = a\nlock = strategy, marker, run, explain");
  expect_each({
      {{"--cb21-profile=development"},
       {},
       {production},
       "--cb21-profile cannot be development: /etc/cb21/cb21.conf locks profile to production"},
      {{"--cb21-profile=production"}, {}, {production}, ""},
      {{},
       {{"CB21_VERIFY", "auto"}},
       {production},
       "CB21_VERIFY cannot be auto: /etc/cb21/cb21.conf locks verify to required"},
      {{},
       {},
       {user_file("profile = development"), production},
       "profile in /home/u/.config/cb21/cb21.conf cannot be development: /etc/cb21/cb21.conf locks profile "
       "to "
       "production"},
      {{"--cb21-verify=required"},
       {},
       {user_file("verify = off"), production},
       "verify in /home/u/.config/cb21/cb21.conf cannot be off: /etc/cb21/cb21.conf locks verify to "
       "required"},
      {{"--cb21-verify=off"},
       {},
       {automatic},
       "--cb21-verify cannot be off: /etc/cb21/cb21.conf locks verify to auto"},
      {{"--cb21-verify=required", "--cb21-proof=recompile"}, {}, {automatic}, ""},
      {{"--cb21-proof=marker"},
       {},
       {automatic},
       "--cb21-proof cannot be marker: /etc/cb21/cb21.conf locks proof to chain"},
      {{"--cb21-strategy=no-cache"},
       {},
       {strict},
       "--cb21-strategy cannot be no-cache: /etc/cb21/cb21.conf locks strategy to prune"},
      {{"--cb21-strategy=prune", "--cb21-marker=a", "--cb21-explain=0"}, {}, {strict}, ""},
      {{"--cb21-marker=a", "--cb21-marker=b"},
       {},
       {strict},
       "--cb21-marker cannot be a, b: /etc/cb21/cb21.conf locks marker to a"},
      {{"--cb21-run=5"}, {}, {strict}, "--cb21-run cannot be 5: /etc/cb21/cb21.conf locks run to nothing"},
      {{"--cb21-explain"},
       {},
       {strict},
       "--cb21-explain cannot be true: /etc/cb21/cb21.conf locks explain to false"},
      {{"--cb21-verify=off", "--cb21-profile=production"}, {}, {machine_file("verify = required")}, ""},
  });
}

TEST(OptionPolicy, DistrustsAProjectsFile) {
  const auto refusal = [](const std::string& name, const std::string& variable) {
    return name + " in ./cb21.conf is not allowed: a project's file may not set it; use the command line, " +
           variable + " or your own configuration file";
  };
  const std::string weak_verify =
      "verify in ./cb21.conf cannot be auto in the production profile: a project's file may not ask for less "
      "than "
      "required";
  const std::string weak_proof =
      "proof in ./cb21.conf cannot be marker in the production profile: a project's file may not ask for "
      "less "
      "than "
      "chain";
  expect_each({
      {{}, {}, {project_file("docker = /tmp/evil")}, refusal("docker", "CB21_DOCKER")},
      {{}, {}, {project_file("state-dir = /tmp")}, refusal("state-dir", "CB21_STATE_DIR")},
      {{}, {}, {project_file("off = false")}, refusal("off", "CB21_OFF")},
      {{}, {}, {project_file("report = r")}, refusal("report", "CB21_REPORT")},
      {{}, {}, {project_file("receipt = r")}, refusal("receipt", "CB21_RECEIPT")},
      {{}, {}, {user_file("docker = /d\nstate-dir = /s\noff = true\nreport = r\nreceipt = r")}, ""},
      {{}, {}, {project_file("verify = off\nproof = marker")}, ""},
      {{"--cb21-profile=production"}, {}, {project_file("verify = auto")}, weak_verify},
      {{}, {{"CB21_PROFILE", "production"}}, {project_file("proof = marker")}, weak_proof},
      {{}, {{"CB21_PROFILE", "production"}}, {project_file("proof = sources")}, ""},
      {{}, {}, {project_file("profile = production\nverify = auto")}, weak_verify},
      {{}, {}, {project_file("verify = auto"), user_file("profile = production")}, weak_verify},
      {{"--cb21-profile=production"}, {}, {project_file("verify = required\nproof = recompiled")}, ""},
      {{"--cb21-profile=production", "--cb21-verify=off"}, {}, {user_file("verify = auto")}, ""},
      {{},
       {},
       {project_file("profile = development"), user_file("profile = production")},
       "profile in ./cb21.conf cannot take back the production profile of /home/u/.config/cb21/cb21.conf"},
      {{},
       {},
       {project_file("profile = development"), machine_file("profile = production")},
       "profile in ./cb21.conf cannot take back the production profile of /etc/cb21/cb21.conf"},
      {{},
       {},
       {project_file("profile = development"),
        user_file("profile = development"),
        machine_file("profile = production")},
       ""},
      {{"--cb21-profile=development"},
       {},
       {project_file("profile = development"), user_file("profile = production")},
       ""},
  });
}

TEST(OptionPolicy, KeepsAProjectsFileFromWeakeningWhatItsUserRequires) {
  const auto checked = [](const Words& words, const std::vector<ConfigurationFile>& files) {
    auto sources = sources_of(words, {}, files);
    std::vector<std::string> warnings = check_strength(sources);
    EXPECT_EQ(effective_values(sources, "verify").front(), warnings.empty() ? "off" : "required");
    return warnings;
  };
  const std::string rest =
      " is passed over: you ask for verify = required, which a project's file does not weaken";
  const ConfigurationFile weak = project_file("verify = off\nproof = marker");
  for (const auto& [words, files] : std::vector<std::pair<Words, std::vector<ConfigurationFile>>>{
           {{}, {weak, user_file("verify = required")}}, {{}, {weak, machine_file("verify = required")}}}) {
    EXPECT_THAT(checked(words, files),
                ElementsAre("verify in ./cb21.conf = off" + rest, "proof in ./cb21.conf = marker" + rest));
  }
  EXPECT_THAT(checked({}, {weak}), IsEmpty());
  EXPECT_THAT(checked({}, {weak, user_file("verify = auto")}), IsEmpty());

  auto sources = sources_of({"--cb21-verify=required"}, {}, {project_file("proof = marker\nmarker = m")});
  EXPECT_THAT(check_strength(sources), ElementsAre("proof in ./cb21.conf = marker" + rest));
  EXPECT_THAT(effective_values(sources, "proof"), ElementsAre("chain"));
  EXPECT_THAT(effective_values(sources, "marker"), ElementsAre("m"));
  auto stronger = sources_of({"--cb21-verify=required"}, {}, {project_file("proof = recompiled")});
  EXPECT_THAT(check_strength(stronger), IsEmpty());
  EXPECT_THAT(effective_values(stronger, "proof"), ElementsAre("recompiled"));
}

TEST(OptionPolicy, RefusesOffInProduction) {
  const std::string rest = " is refused in the production profile: leave one of them out";
  expect_each({
      {{"--cb21-off", "--cb21-profile=production"}, {}, {}, "--cb21-off" + rest},
      {{}, {{"CB21_OFF", "1"}}, {user_file("profile = production")}, "CB21_OFF" + rest},
      {{"--cb21-off"}, {}, {machine_file("profile = production\nlock = profile")}, "--cb21-off" + rest},
      {{"--cb21-off=false", "--cb21-profile=production"}, {{"CB21_OFF", "1"}}, {}, ""},
      {{"--cb21-off"}, {}, {}, ""},
  });
}

TEST(OptionPolicy, RequiresVerificationInProduction) {
  const auto plain = sources_of({"--cb21-profile=production"}, {}, {});
  EXPECT_THAT(effective_values(plain, "verify"), ElementsAre("required"));
  const auto chosen = sources_of({"--cb21-profile=production", "--cb21-verify=auto"}, {}, {});
  EXPECT_THAT(effective_values(chosen, "verify"), ElementsAre("auto"));
}

}  // namespace
}  // namespace cb21
