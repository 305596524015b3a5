// SPDX-License-Identifier: Apache-2.0
#include "commands/history_report.hpp"

#include "commands/report.hpp"
#include "counted.hpp"
#include "escape.hpp"

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <array>
#include <ctime>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr std::int64_t k_second = 1000;
constexpr std::int64_t k_minute = 60 * k_second;
constexpr std::int64_t k_hour = 60 * k_minute;

using BrokenDown = std::tm* (*)(const std::time_t*, std::tm*);

std::string time_text(std::int64_t seconds, BrokenDown break_down, const char* format) {
  const std::time_t time = seconds;
  std::tm parts{};
  if (break_down(&time, &parts) == nullptr) return "?";
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

std::string table_line(std::string_view kind, const KindTimes& times) {
  const auto time = [&](std::int64_t milliseconds) {
    return times.count == 0 ? std::string("-") : duration_text(milliseconds);
  };
  return fmt::format("{:<10}{:>7}{:>14}{:>14}",
                     kind,
                     times.count,
                     time(times.median_milliseconds),
                     time(times.last_milliseconds));
}

std::string cost_line(const Performance& performance) {
  const std::string what = "uncached builds have cost: ";
  if (performance.demanded == 0) return what + "nothing yet: the rule has asked for none";
  if (!performance.rule_cost_milliseconds)
    return what + "not known yet: there is no cached or partial build to compare with";
  return what + fmt::format("{}{} in {} that the rule asked for, each against the median {} build",
                            performance.at_most ? "at most " : "",
                            duration_text(*performance.rule_cost_milliseconds),
                            counted(performance.demanded, "uncached build"),
                            performance.at_most ? "cached" : "partial");
}

std::string saving_line(const Performance& performance, const std::optional<std::string>& obstacle) {
  const std::string what = "strategy precise would save: ";
  if (obstacle) return what + "nothing: it gives way to no-cache: " + *obstacle;
  if (performance.precise_saves_milliseconds)
    return what + "about " + duration_text(*performance.precise_saves_milliseconds) +
           " of each uncached build that the rule asks for, and keep the guarantee "
           "(--cb21-strategy precise)";
  if (performance.partial.count > 0)
    return what + "not known yet: there is no uncached build to compare with";
  return what + "not known yet: no build has used it, which keeps the guarantee (--cb21-strategy precise)";
}

json::object times_json(const KindTimes& times) {
  json::object object{{"count", times.count}};
  object["median_milliseconds"] =
      times.count == 0 ? json::value(nullptr) : json::value(times.median_milliseconds);
  object["last_milliseconds"] =
      times.count == 0 ? json::value(nullptr) : json::value(times.last_milliseconds);
  return object;
}

json::value json_of(const std::optional<std::int64_t>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

json::value reason_json(const std::optional<Reason>& reason) {
  if (!reason) return nullptr;
  return json::object{{"code", reason_name(reason->code)},
                      {"path", json_text(reason->path)},
                      {"detail", json_text(reason->detail)}};
}

json::object past_build_json(const PastBuild& build) {
  json::object object;
  object["when"] = time_text(build.ended_at, gmtime_r, "%Y-%m-%dT%H:%M:%SZ");
  object["decision"] = freshness_name(build.decision);
  object["kind"] = kind_name(build.kind);
  object["verdict"] = end_name(build.end);
  object["milliseconds"] = {{"scan", build.scan_milliseconds},
                            {"docker", build.docker_milliseconds},
                            {"verify", build.verify_milliseconds},
                            {"total", build.total_milliseconds}};
  object["reason"] = reason_json(build.reason);
  object["changes"] = changes_json(build.changes);
  object["more_changes"] = build.more_changes;
  return object;
}

}  // namespace

std::string duration_text(std::int64_t milliseconds) {
  if (milliseconds < k_second) return fmt::format("{} ms", milliseconds);
  if (milliseconds < k_minute)
    return fmt::format("{}.{} s", milliseconds / k_second, milliseconds % k_second / 100);
  if (milliseconds < k_hour)
    return fmt::format("{} min {} s", milliseconds / k_minute, milliseconds % k_minute / k_second);
  return fmt::format("{} h {} min", milliseconds / k_hour, milliseconds % k_hour / k_minute);
}

std::vector<std::string> past_build_lines(const PastBuild& build) {
  const std::string_view kind = build.kind == BuildKind::none ? "not run" : kind_name(build.kind);
  std::vector<std::string> lines{fmt::format("{}: {}, {}, {} in {}{}",
                                             time_text(build.ended_at, localtime_r, "%Y-%m-%d %H:%M:%S"),
                                             freshness_name(build.decision),
                                             kind,
                                             end_name(build.end),
                                             duration_text(build.total_milliseconds),
                                             build.reason ? ": " + reason_line(*build.reason) : "")};
  for (const FileChange& change : build.changes) lines.push_back("  file " + change_line(change));
  if (build.more_changes > 0)
    lines.push_back(fmt::format("  and {}", counted(build.more_changes, "more file")));
  return lines;
}

std::vector<std::string> performance_lines(const Performance& performance,
                                           const std::optional<std::string>& obstacle) {
  std::vector<std::string> lines{fmt::format("{:<10}{:>7}{:>14}{:>14}", "build", "count", "median", "last"),
                                 table_line("cached", performance.cached),
                                 table_line("partial", performance.partial),
                                 table_line("uncached", performance.uncached)};
  if (performance.not_counted > 0)
    lines.push_back("not counted: " + counted(performance.not_counted, "build") + " that failed, " +
                    (performance.not_counted == 1 ? "was" : "were") + " blocked or interrupted");
  lines.push_back(cost_line(performance));
  lines.push_back(saving_line(performance, obstacle));
  return lines;
}

json::array history_json(const BuildHistory& history) {
  json::array array;
  for (const PastBuild& build : history) array.push_back(past_build_json(build));
  return array;
}

json::array changes_json(const std::vector<FileChange>& changes) {
  json::array array;
  for (const FileChange& change : changes) {
    array.push_back({{"path", json_text(change.path)},
                     {"change", change_name(change.kind)},
                     {"class", class_name(change.file_class)},
                     {"same_stat", change.same_stat}});
  }
  return array;
}

json::object performance_json(const Performance& performance, const std::optional<std::string>& obstacle) {
  json::object object;
  object["cached"] = times_json(performance.cached);
  object["partial"] = times_json(performance.partial);
  object["uncached"] = times_json(performance.uncached);
  object["not_counted"] = performance.not_counted;
  object["rule_cost_milliseconds"] = json_of(performance.rule_cost_milliseconds);
  object["rule_cost_is_at_most"] = performance.at_most;
  object["precise_saves_milliseconds"] = json_of(performance.precise_saves_milliseconds);
  object["precise_obstacle"] = obstacle ? json::value(json_text(*obstacle)) : json::value(nullptr);
  return object;
}

}  // namespace cb21
