// SPDX-License-Identifier: Apache-2.0
#include "check/json_format.hpp"

#include "support/finding_fixtures.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

namespace json = boost::json;

std::vector<std::string> keys_of(const json::object& object) {
  std::vector<std::string> keys;
  for (const auto& member : object) keys.emplace_back(member.key());
  return keys;
}

TEST(JsonFormat, IsOneObjectWithStableKeys) {
  const json::value whole = json::parse(json_format(test::findings_to_show(), "/root"));
  const json::object& report = whole.as_object();
  EXPECT_EQ(
      keys_of(report),
      (std::vector<std::string>{"schema", "version", "root", "errors", "warnings", "waived", "findings"}));
  EXPECT_EQ(report.at("schema"), 1);
  EXPECT_EQ(report.at("root"), "/root");
  EXPECT_EQ(report.at("errors"), 1);
  EXPECT_EQ(report.at("warnings"), 1);
  EXPECT_EQ(report.at("waived"), 1);
  const json::array& findings = report.at("findings").as_array();
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(
      keys_of(findings[0].as_object()),
      (std::vector<std::string>{
          "code", "severity", "file", "line", "message", "title", "rationale", "cure", "waived", "reason"}));
  EXPECT_EQ(findings[1].at("waived"), true);
  EXPECT_EQ(findings[1].at("reason"), "times are now");
  EXPECT_EQ(findings[2].at("file"), "a b,c:%\n\x1b[31m\\xff/x.sh");
  EXPECT_EQ(findings[2].at("line"), 7);
}

TEST(JsonFormat, GivesABuildsReportWhatIsNotWaived) {
  const json::array findings = findings_json(test::findings_to_show());
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(keys_of(findings[1].as_object()),
            (std::vector<std::string>{"code", "severity", "file", "line", "message"}));
  EXPECT_EQ(findings[1].at("code"), "cached-production-build");
  EXPECT_EQ(findings[1].at("severity"), "error");
}

TEST(JsonFormat, WritesNoControlCharacter) {
  std::vector<Finding> findings = test::findings_to_show();
  findings[1].violation.file = "a\u009bß\x7f";
  findings[1].waived_because = "b\u0080\u00a0";
  const std::string text = json_format(findings, "/root\u0085");
  EXPECT_NE(text.find(R"("a\u009bß\u007f")"), std::string::npos) << text;
  EXPECT_NE(text.find("\"b\\u0080\u00a0\""), std::string::npos) << text;
  EXPECT_NE(text.find(R"("/root\u0085")"), std::string::npos) << text;
  EXPECT_EQ(json::parse(text).at("findings").at(1).at("file"), "a\u009bß\x7f");
}

}  // namespace
}  // namespace cb21
