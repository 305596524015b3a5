// SPDX-License-Identifier: Apache-2.0
#include "cli/option_values.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace cb21 {
namespace {

struct ValueCase {
  std::string_view option;
  std::string_view text;
  std::optional<std::string> canonical;
};

TEST(OptionValues, AcceptsOnlyWhatIsAllowed) {
  const std::vector<ValueCase> cases{
      {"strategy", "prune", "prune"},
      {"strategy", "Prune", std::nullopt},
      {"strategy", "no-cache|prune", std::nullopt},
      {"verify", "auto", "auto"},
      {"verify", "automatic", std::nullopt},
      {"proof", "recompiled", "recompiled"},
      {"proof", "recompile", "recompiled"},
      {"explain", "1", "true"},
      {"explain", "F", "false"},
      {"explain", "yes", std::nullopt},
      {"explain", "", std::nullopt},
      {"run", "1", "1"},
      {"run", "86400", "86400"},
      {"run", "007", "7"},
      {"run", "0", std::nullopt},
      {"run", "-1", std::nullopt},
      {"run", "86401", std::nullopt},
      {"run", "99999999999999999999", std::nullopt},
      {"run", "5s", std::nullopt},
      {"run", " 5", std::nullopt},
      {"binary", "/app", "/app"},
      {"binary", "app", std::nullopt},
      {"marker", "any text", "any text"},
      {"marker", "", std::nullopt},
  };
  for (const ValueCase& given : cases) {
    EXPECT_EQ(canonical_value(*find_own_option(given.option), given.text), given.canonical)
        << given.option << " " << given.text;
  }
}

TEST(OptionValues, AcceptsEachDefault) {
  for (const OwnOption& option : k_own_options) {
    if (option.fallback.empty()) continue;
    EXPECT_EQ(canonical_value(option, option.fallback), std::string(option.fallback)) << option.name;
  }
}

TEST(OptionValues, ListsWhatIsAllowed) {
  EXPECT_EQ(allowed_values(*find_own_option("verify")), "auto, required or off");
  EXPECT_EQ(allowed_values(*find_own_option("scope")), "rust or context");
  EXPECT_EQ(allowed_values(*find_own_option("off")), "true or false");
  EXPECT_EQ(allowed_values(*find_own_option("run")), "a number of seconds from 1 to 86400");
}

TEST(OptionValues, OrdersProfileVerifyAndProof) {
  const OwnOption& verify = *find_own_option("verify");
  EXPECT_TRUE(is_weaker(verify, "off", "auto"));
  EXPECT_TRUE(is_weaker(verify, "auto", "required"));
  EXPECT_FALSE(is_weaker(verify, "required", "required"));
  EXPECT_TRUE(is_weaker(*find_own_option("profile"), "development", "production"));
  EXPECT_TRUE(is_weaker(*find_own_option("proof"), "chain", "recompiled"));
  EXPECT_FALSE(is_weaker(*find_own_option("proof"), "sources", "marker"));
  EXPECT_FALSE(has_strength(*find_own_option("strategy")));
}

TEST(OptionValues, FindsTheNearestName) {
  EXPECT_EQ(nearest_own_option("stratgey"), "strategy");
  EXPECT_EQ(nearest_own_option("dryrun"), "dry-run");
  EXPECT_EQ(nearest_own_option("binaries"), "binary");
  EXPECT_EQ(nearest_own_option("of"), "off");
  EXPECT_EQ(nearest_own_option("completely-different"), std::nullopt);
  EXPECT_EQ(nearest_own_option(std::string(100000, 'x')), std::nullopt);
  EXPECT_EQ(find_own_option("cb21-off"), nullptr);
}

}  // namespace
}  // namespace cb21
