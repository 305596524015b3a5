// SPDX-License-Identifier: Apache-2.0
#include "docker/image_time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstddef>
#include <system_error>

namespace cb21 {
namespace {

constexpr std::int64_t k_second = 1'000'000'000;
constexpr std::size_t k_fraction_at = 19;  // behind "2026-01-02T03:04:05"

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  const char* begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + digits, value);
  return error == std::errc() && end == begin + digits && value >= 0 ? std::optional(value) : std::nullopt;
}

// ".6" is 600 milliseconds.
std::int64_t fraction(std::string_view digits) {
  std::int64_t value = 0;
  std::int64_t unit = k_second;
  for (const char c : digits) {
    if (c < '0' || c > '9' || unit == 1) break;
    unit /= 10;
    value += (c - '0') * unit;
  }
  return value;
}

std::optional<std::int64_t> seconds(std::string_view text) {
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 5, 2);
  const auto day = number_at(text, 8, 2);
  const auto hour = number_at(text, 11, 2);
  const auto minute = number_at(text, 14, 2);
  const auto second = number_at(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch();
  const auto clock =
      std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
  return std::chrono::seconds(days + clock).count();
}

// Seconds east of UTC: "Z", or "+02:00" at the end.
std::optional<std::int64_t> zone(std::string_view text) {
  constexpr std::size_t k_length = 6;
  if (text.ends_with('Z')) return 0;
  if (text.size() < k_fraction_at + k_length) return std::nullopt;
  text.remove_prefix(text.size() - k_length);
  const auto hours = number_at(text, 1, 2);
  const auto minutes = number_at(text, 4, 2);
  if ((text[0] != '+' && text[0] != '-') || text[3] != ':' || !hours || !minutes) return std::nullopt;
  const std::chrono::seconds east = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return text[0] == '+' ? east.count() : -east.count();
}

}  // namespace

std::optional<std::int64_t> image_time(std::string_view text) {
  constexpr std::int64_t k_earliest = 631'152'000;  // 1990
  constexpr std::int64_t k_latest = 4'102'444'800;  // 2100
  if (text.size() <= k_fraction_at) return std::nullopt;
  const auto local = seconds(text);
  const auto east = zone(text);
  if (!local || !east || *local < k_earliest || *local > k_latest) return std::nullopt;
  const bool fractional = text[k_fraction_at] == '.';
  return (*local - *east) * k_second + (fractional ? fraction(text.substr(k_fraction_at + 1)) : 0);
}

std::string time_text(std::int64_t nanoseconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(nanoseconds / k_second)};
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC",
                     static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()),
                     clock.hours().count(),
                     clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace cb21
