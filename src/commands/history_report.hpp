// SPDX-License-Identifier: Apache-2.0
// What status and why say of the builds that were: every sentence and every JSON key.
#pragma once

#include "state/build_history.hpp"
#include "state/performance.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// "870 ms", "12.3 s", "3 min 21 s", "2 h 5 min"
std::string duration_text(std::int64_t milliseconds);

// One build, then its files, a line each; times are the machine's local ones.
std::vector<std::string> past_build_lines(const PastBuild& build);

// The rule's performance table for this project, then what uncached builds have cost and what strategy
// precise would save. `obstacle`: why that strategy is not for this project, where it is not.
std::vector<std::string> performance_lines(const Performance& performance,
                                           const std::optional<std::string>& obstacle);

// [{when, decision, kind, verdict, milliseconds {scan, docker, verify, total}, reason {code, path, detail} or
// null, changes [{path, change, class, same_stat}], more_changes}], oldest first
boost::json::array history_json(const BuildHistory& history);
boost::json::array changes_json(const std::vector<FileChange>& changes);

// {cached, partial, uncached: {count, median_milliseconds, last_milliseconds}, not_counted,
// rule_cost_milliseconds, rule_cost_is_at_most, precise_saves_milliseconds, precise_obstacle}; null where
// nothing is known
boost::json::object performance_json(const Performance& performance,
                                     const std::optional<std::string>& obstacle);

}  // namespace cb21
