// SPDX-License-Identifier: Apache-2.0
#include "state/reason.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

TEST(Reason, AndFreshnessHaveTheNamesOfTheReport) {
  EXPECT_EQ(freshness_name(Freshness::fresh), "fresh");
  EXPECT_EQ(freshness_name(Freshness::stale), "stale");
  EXPECT_EQ(freshness_name(Freshness::unknown), "unknown");
  const std::vector<std::string_view> names{"no-record",
                                            "record-unusable",
                                            "rust-source-changed",
                                            "rust-source-added",
                                            "rust-source-removed",
                                            "cargo-config-changed",
                                            "toolchain-changed",
                                            "build-input-changed",
                                            "same-stat-edit",
                                            "context-not-visible",
                                            "unreadable-file",
                                            "unknown-flag",
                                            "forced-by-user",
                                            "production-profile",
                                            "not-verified-last-time",
                                            "not-rust"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(reason_name(static_cast<ReasonCode>(i)), names[i]);
    EXPECT_EQ(reason_from_name(names[i]), static_cast<ReasonCode>(i));
  }
  EXPECT_FALSE(reason_from_name("no-such-reason"));
}

TEST(Reason, OfContentIsSaidBeforeDoubtsAndWishes) {
  EXPECT_LT(reason_rank(ReasonCode::rust_source_changed), reason_rank(ReasonCode::build_input_changed));
  EXPECT_LT(reason_rank(ReasonCode::build_input_changed), reason_rank(ReasonCode::context_not_visible));
  EXPECT_LT(reason_rank(ReasonCode::context_not_visible), reason_rank(ReasonCode::no_record));
  EXPECT_LT(reason_rank(ReasonCode::no_record), reason_rank(ReasonCode::forced_by_user));
}

TEST(Reason, LeavesABuildFreshOnlyIfTheCacheIsSafe) {
  for (int i = 0; i <= static_cast<int>(ReasonCode::not_rust); ++i) {
    const auto code = static_cast<ReasonCode>(i);
    EXPECT_EQ(reason_freshness(code) == Freshness::fresh, code == ReasonCode::same_stat_edit)
        << reason_name(code);
  }
}

}  // namespace
}  // namespace cb21
