// SPDX-License-Identifier: Apache-2.0
#include "commands/history_report.hpp"

#include "support/docker_stand_in.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

PastBuild sample() {
  PastBuild build;
  build.ended_at = 1'700'000'000;
  build.decision = Freshness::stale;
  build.kind = BuildKind::uncached;
  build.end = BuildEnd::verified;
  build.total_milliseconds = 61'300;
  build.reason = Reason{ReasonCode::rust_source_changed, "src/a\nb.rs", "its content differs"};
  build.changes = {{FileChange::Kind::changed, "src/a\nb.rs", FileClass::rust_source, true}};
  build.more_changes = 2;
  return build;
}

TEST(DurationText, IsAsExactAsItNeedBe) {
  const std::vector<std::pair<std::int64_t, std::string>> cases{
      {0, "0 ms"},
      {999, "999 ms"},
      {1000, "1.0 s"},
      {12'399, "12.3 s"},
      {59'999, "59.9 s"},
      {60'000, "1 min 0 s"},
      {201'900, "3 min 21 s"},
      {7'500'000, "2 h 5 min"},
  };
  for (const auto& [milliseconds, text] : cases) EXPECT_EQ(duration_text(milliseconds), text);
}

TEST(PastBuildLines, TellTheDecisionItsReasonAndTheFiles) {
  test::Environment environment;
  environment.set("TZ", "UTC");
  tzset();
  EXPECT_THAT(past_build_lines(sample()),
              ElementsAre("2023-11-14 22:13:20: stale, uncached, verified in 1 min 1 s: src/a\\nb.rs: its "
                          "content differs",
                          "  file src/a\\nb.rs changed (rust-source, size and time kept)",
                          "  and 2 more files"));
  PastBuild refused;
  refused.end = BuildEnd::blocked;
  EXPECT_THAT(past_build_lines(refused),
              ElementsAre("1970-01-01 00:00:00: unknown, not run, blocked in 0 ms"));
}

TEST(HistoryJson, HasStableKeys) {
  const boost::json::array array = history_json({sample(), PastBuild()});
  EXPECT_EQ(boost::json::serialize(array.at(0)),
            R"({"when":"2023-11-14T22:13:20Z","decision":"stale","kind":"uncached","verdict":"verified",)"
            R"("milliseconds":{"scan":0,"docker":0,"verify":0,"total":61300},)"
            R"("reason":{"code":"rust-source-changed","path":"src/a\nb.rs","detail":"its content differs"},)"
            R"("changes":[{"path":"src/a\nb.rs","change":"changed","class":"rust-source",)"
            R"("same_stat":true}],"more_changes":2})");
  EXPECT_TRUE(array.at(1).at("reason").is_null());
}

// canon 19
TEST(PerformanceLines, AreTheRulesTableForThisProject) {
  Performance measured;
  measured.cached = {.count = 2, .median_milliseconds = 1200, .last_milliseconds = 1100};
  measured.uncached = {.count = 1, .median_milliseconds = 61'300, .last_milliseconds = 61'300};
  measured.not_counted = 1;
  measured.demanded = 1;
  measured.rule_cost_milliseconds = 60'100;
  measured.at_most = true;
  EXPECT_THAT(
      performance_lines(measured, {}),
      ElementsAre(
          "build       count        median          last",
          "cached          2         1.2 s         1.1 s",
          "partial         0             -             -",
          "uncached        1     1 min 1 s     1 min 1 s",
          "not counted: 1 build that failed, was blocked or interrupted",
          "uncached builds have cost: at most 1 min 0 s in 1 uncached build that the rule asked for, each "
          "against the median cached build",
          "strategy precise would save: not known yet: no build has used it, which keeps the "
          "guarantee (--cb21-strategy precise)"));
}

TEST(PerformanceLines, SayWhatIsNotKnown) {
  Performance measured;
  measured.not_counted = 2;
  EXPECT_EQ(performance_lines(measured, {}).at(4),
            "not counted: 2 builds that failed, were blocked or interrupted");
  measured.not_counted = 0;
  measured.rule_cost_milliseconds = 0;
  EXPECT_THAT(performance_lines(measured, {}).at(4), HasSubstr("nothing yet"));
  measured.demanded = 2;
  measured.rule_cost_milliseconds.reset();
  EXPECT_THAT(performance_lines(measured, {}).at(4), HasSubstr("not known yet"));
  measured.partial.count = 1;
  EXPECT_THAT(performance_lines(measured, {}).at(5), HasSubstr("no uncached build to compare with"));
  measured.precise_saves_milliseconds = 50'000;
  EXPECT_THAT(performance_lines(measured, {}).at(5), HasSubstr("about 50.0 s of each uncached build"));
  EXPECT_THAT(performance_lines(measured, "placeholder-main in line 3").at(5),
              HasSubstr("nothing: it gives way to no-cache: placeholder-main in line 3"));
}

TEST(PerformanceJson, IsNullWhereNothingIsKnown) {
  Performance measured;
  measured.cached = {.count = 2, .median_milliseconds = 1200, .last_milliseconds = 1100};
  EXPECT_EQ(boost::json::serialize(performance_json(measured, {})),
            R"({"cached":{"count":2,"median_milliseconds":1200,"last_milliseconds":1100},)"
            R"("partial":{"count":0,"median_milliseconds":null,"last_milliseconds":null},)"
            R"("uncached":{"count":0,"median_milliseconds":null,"last_milliseconds":null},)"
            R"("not_counted":0,"rule_cost_milliseconds":null,"rule_cost_is_at_most":false,)"
            R"("precise_saves_milliseconds":null,"precise_obstacle":null})");
}

}  // namespace
}  // namespace cb21
