// SPDX-License-Identifier: Apache-2.0
// The rule's performance table for one project: what its builds of each kind have taken, what the rule has
// cost, and what strategy precise would save. A pure function of the history; what it does not tell is
// absent.
#pragma once

#include "state/build_history.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace cb21 {

// Of the builds whose image docker made and nothing spoke against.
struct KindTimes {
  std::size_t count = 0;
  std::int64_t median_milliseconds = 0;  // of the whole run; of an even number, between the middle two
  std::int64_t last_milliseconds = 0;
};

struct Performance {
  KindTimes cached;
  KindTimes partial;
  KindTimes uncached;
  std::size_t not_counted = 0;  // blocked, failed, interrupted: how long those took tells nothing

  // Uncached builds that would have used docker's cache but for the rule: not those of which nothing was on
  // record, where no cache is lost, nor those that the user forced.
  std::size_t demanded = 0;

  // What these took more than the median partial build, or for want of one the median cached build, which
  // recompiles nothing, so that the rule cost at most this. Absent where there is neither.
  std::optional<std::int64_t> rule_cost_milliseconds;
  bool at_most = false;

  // For one of them, median against median. Absent until there are partial builds to compare with.
  std::optional<std::int64_t> precise_saves_milliseconds;
};

Performance measure_performance(const BuildHistory& history);

}  // namespace cb21
