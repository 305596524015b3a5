// SPDX-License-Identifier: Apache-2.0
// canon 19: the performance table, and what the rule has cost.
#include "state/performance.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace cb21 {
namespace {

PastBuild took(std::int64_t milliseconds,
               BuildKind kind,
               ReasonCode why = ReasonCode::rust_source_changed,
               BuildEnd end = BuildEnd::verified) {
  PastBuild build;
  build.kind = kind;
  build.end = end;
  build.total_milliseconds = milliseconds;
  if (kind != BuildKind::cached) build.reason = Reason{why, "", ""};
  return build;
}

constexpr BuildKind k_cached = BuildKind::cached;
constexpr BuildKind k_partial = BuildKind::partial;
constexpr BuildKind k_uncached = BuildKind::uncached;

TEST(Performance, OfNoBuildsIsNotMadeUp) {
  const Performance none = measure_performance({});
  EXPECT_EQ(none.cached.count + none.partial.count + none.uncached.count + none.not_counted, 0U);
  EXPECT_EQ(none.demanded, 0U);
  EXPECT_EQ(none.rule_cost_milliseconds, 0);
  EXPECT_FALSE(none.precise_saves_milliseconds);
}

TEST(Performance, HasCountMedianAndLastOfEachKind) {
  const Performance measured = measure_performance({took(900, k_cached),
                                                    took(100, k_uncached),
                                                    took(500, k_cached),
                                                    took(700, k_cached),
                                                    took(40, k_partial),
                                                    took(300, k_uncached)});
  EXPECT_EQ(measured.cached.count, 3U);
  EXPECT_EQ(measured.cached.median_milliseconds, 700);
  EXPECT_EQ(measured.cached.last_milliseconds, 700);
  EXPECT_EQ(measured.partial.count, 1U);
  EXPECT_EQ(measured.partial.median_milliseconds, 40);
  EXPECT_EQ(measured.uncached.count, 2U);
  EXPECT_EQ(measured.uncached.median_milliseconds, 200);
  EXPECT_EQ(measured.uncached.last_milliseconds, 300);
  EXPECT_EQ(measured.not_counted, 0U);
}

TEST(Performance, LeavesOutWhatEndedOtherwise) {
  const ReasonCode why = ReasonCode::rust_source_changed;
  const Performance measured = measure_performance({took(5, k_uncached, why, BuildEnd::failed),
                                                    took(5, k_uncached, why, BuildEnd::blocked),
                                                    took(5, k_cached, why, BuildEnd::interrupted),
                                                    took(0, BuildKind::none, why, BuildEnd::blocked),
                                                    took(9, k_uncached, why, BuildEnd::unverified)});
  EXPECT_EQ(measured.not_counted, 4U);
  EXPECT_EQ(measured.uncached.count, 1U);
  EXPECT_EQ(measured.demanded, 1U);
}

TEST(Performance, CostsWhatUncachedBuildsTookMoreThanPartialOnes) {
  const Performance measured = measure_performance({took(10, k_cached),
                                                    took(100, k_partial),
                                                    took(600, k_uncached),
                                                    took(400, k_uncached),
                                                    took(50, k_uncached)});
  EXPECT_EQ(measured.demanded, 3U);
  EXPECT_EQ(measured.rule_cost_milliseconds, 800);
  EXPECT_FALSE(measured.at_most);
  EXPECT_EQ(measured.precise_saves_milliseconds, 300);
}

TEST(Performance, CostsAtMostWhatTheyTookMoreThanCachedOnes) {
  const Performance measured = measure_performance({took(10, k_cached), took(600, k_uncached)});
  EXPECT_EQ(measured.rule_cost_milliseconds, 590);
  EXPECT_TRUE(measured.at_most);
  EXPECT_FALSE(measured.precise_saves_milliseconds) << "no build was partial";
}

TEST(Performance, IsUnknownWithoutABuildToCompareWith) {
  const Performance measured = measure_performance({took(600, k_uncached)});
  EXPECT_EQ(measured.demanded, 1U);
  EXPECT_FALSE(measured.rule_cost_milliseconds);
  EXPECT_FALSE(measured.precise_saves_milliseconds);
}

// canon 6: an initial build loses no cache.
TEST(Performance, DoesNotBlameTheRuleForFirstAndForcedBuilds) {
  const Performance measured = measure_performance({took(900, k_uncached, ReasonCode::no_record),
                                                    took(10, k_cached),
                                                    took(800, k_uncached, ReasonCode::forced_by_user),
                                                    took(310, k_uncached, ReasonCode::production_profile)});
  EXPECT_EQ(measured.uncached.count, 3U);
  EXPECT_EQ(measured.demanded, 1U);
  EXPECT_EQ(measured.rule_cost_milliseconds, 300);
}

TEST(Performance, NeverSavesLessThanNothing) {
  const Performance measured = measure_performance({took(900, k_partial), took(600, k_uncached)});
  EXPECT_EQ(measured.rule_cost_milliseconds, 0);
  EXPECT_EQ(measured.precise_saves_milliseconds, 0);
}

}  // namespace
}  // namespace cb21
