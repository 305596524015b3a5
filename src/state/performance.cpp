// SPDX-License-Identifier: Apache-2.0
#include "state/performance.hpp"

#include <algorithm>
#include <vector>

namespace cb21 {
namespace {

using Times = std::vector<std::int64_t>;

std::int64_t median(Times times) {
  if (times.empty()) return 0;
  std::sort(times.begin(), times.end());
  const std::size_t middle = times.size() / 2;
  if (times.size() % 2 == 1) return times[middle];
  return times[middle - 1] + (times[middle] - times[middle - 1]) / 2;
}

KindTimes times_of(const Times& times) {
  if (times.empty()) return {};
  return {.count = times.size(), .median_milliseconds = median(times), .last_milliseconds = times.back()};
}

bool counts(const PastBuild& build) {
  return build.kind != BuildKind::none &&
         (build.end == BuildEnd::verified || build.end == BuildEnd::unverified);
}

bool is_demanded(const PastBuild& build) {
  return build.kind == BuildKind::uncached && build.reason && build.reason->code != ReasonCode::no_record &&
         build.reason->code != ReasonCode::forced_by_user;
}

template <typename Condition>
Times times_where(const BuildHistory& history, Condition condition) {
  Times times;
  for (const PastBuild& build : history) {
    if (counts(build) && condition(build)) times.push_back(build.total_milliseconds);
  }
  return times;
}

KindTimes times_of_kind(const BuildHistory& history, BuildKind kind) {
  return times_of(times_where(history, [&](const PastBuild& build) { return build.kind == kind; }));
}

std::int64_t excess(const Times& times, std::int64_t baseline) {
  std::int64_t sum = 0;
  for (const std::int64_t time : times) sum += std::max<std::int64_t>(time - baseline, 0);
  return sum;
}

}  // namespace

Performance measure_performance(const BuildHistory& history) {
  Performance performance;
  performance.cached = times_of_kind(history, BuildKind::cached);
  performance.partial = times_of_kind(history, BuildKind::partial);
  performance.uncached = times_of_kind(history, BuildKind::uncached);
  performance.not_counted =
      history.size() - performance.cached.count - performance.partial.count - performance.uncached.count;
  const Times demanded = times_where(history, is_demanded);
  performance.demanded = demanded.size();
  performance.at_most = performance.partial.count == 0;
  const KindTimes& baseline = performance.at_most ? performance.cached : performance.partial;
  if (demanded.empty()) {
    performance.rule_cost_milliseconds = 0;
    return performance;
  }
  if (baseline.count > 0) performance.rule_cost_milliseconds = excess(demanded, baseline.median_milliseconds);
  if (performance.partial.count > 0)
    performance.precise_saves_milliseconds =
        std::max<std::int64_t>(median(demanded) - performance.partial.median_milliseconds, 0);
  return performance;
}

}  // namespace cb21
