// SPDX-License-Identifier: Apache-2.0
// Held against what the 2.1.0 schema requires (OASIS sarif-schema-2.1.0.json) and what GitHub asks for
// besides.
#include "check/sarif_format.hpp"

#include "support/finding_fixtures.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

namespace json = boost::json;

const json::value& only_run(const json::value& log) { return log.at("runs").as_array().at(0); }

void expect_text(const json::value& message) { EXPECT_FALSE(message.at("text").as_string().empty()); }

TEST(SarifFormat, NamesItsVersionAndTool) {
  const json::value log = json::parse(sarif_format(test::findings_to_show(), "Dockerfile"));
  EXPECT_EQ(log.at("version"), "2.1.0");
  EXPECT_NE(log.at("$schema").as_string().find("sarif-2.1.0"), json::string::npos);
  ASSERT_EQ(log.at("runs").as_array().size(), 1U);
  EXPECT_EQ(only_run(log).at("tool").at("driver").at("name"), "cb21");
}

TEST(SarifFormat, DescribesEachRule) {
  const json::value log = json::parse(sarif_format({}, "Dockerfile"));
  const json::array& rules = only_run(log).at("tool").at("driver").at("rules").as_array();
  ASSERT_EQ(rules.size(), rule_table().size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(rules[i].at("id"), json::string(rule_table()[i].code));
    for (const char* part : {"shortDescription", "fullDescription", "help"}) expect_text(rules[i].at(part));
    EXPECT_EQ(rules[i].at("defaultConfiguration").at("level"),
              json::string(severity_name(rule_table()[i].severity)));
  }
  EXPECT_TRUE(only_run(log).at("results").as_array().empty());
}

TEST(SarifFormat, GivesEachResultWhatTheSchemaRequires) {
  const json::value log = json::parse(sarif_format(test::findings_to_show(), "x/Dockerfile"));
  const json::array& rules = only_run(log).at("tool").at("driver").at("rules").as_array();
  const json::array& results = only_run(log).at("results").as_array();
  ASSERT_EQ(results.size(), 3U);
  for (const json::value& result : results) {
    expect_text(result.at("message"));
    EXPECT_EQ(rules.at(static_cast<std::size_t>(result.at("ruleIndex").as_int64())).at("id"),
              result.at("ruleId"));
    EXPECT_TRUE(result.at("level") == "error" || result.at("level") == "warning");
    ASSERT_EQ(result.at("locations").as_array().size(), 1U);
    const json::value& place = result.at("locations").as_array().at(0).at("physicalLocation");
    EXPECT_FALSE(place.at("artifactLocation").at("uri").as_string().empty());
    EXPECT_GE(place.at("region").at("startLine").as_int64(), 1);
    for (const json::value& suppression : result.at("suppressions").as_array()) {
      EXPECT_EQ(suppression.at("kind"), "inSource");
      EXPECT_EQ(suppression.at("justification"), "times are now");
    }
  }
  EXPECT_EQ(results[1].at("suppressions").as_array().size(), 1U);
  EXPECT_TRUE(results[2].at("suppressions").as_array().empty());
  const auto uri = [&](std::size_t i) {
    return results[i]
        .at("locations")
        .as_array()
        .at(0)
        .at("physicalLocation")
        .at("artifactLocation")
        .at("uri");
  };
  EXPECT_EQ(uri(0), "x/Dockerfile");
  EXPECT_EQ(uri(1), "Dockerfile");
  EXPECT_EQ(uri(2), "a%20b%2Cc%3A%25%0A%1B%5B31m%FF/x.sh");
}

TEST(SarifFormat, MakesUrisOfPaths) {
  EXPECT_EQ(uri_of("a/b.rs"), "a/b.rs");
  EXPECT_EQ(uri_of("\xc3\xa4 #?"), "%C3%A4%20%23%3F");
  EXPECT_EQ(uri_of("/x/Dockerfile"), "file:///x/Dockerfile");
}

TEST(SarifFormat, WritesNoControlCharacter) {
  std::vector<Finding> findings = test::findings_to_show();
  findings[1].waived_because = "a\u009bß\x7f";
  const std::string text = sarif_format(findings, "Dockerfile");
  EXPECT_NE(text.find(R"("a\u009bß\u007f")"), std::string::npos) << text;
}

}  // namespace
}  // namespace cb21
