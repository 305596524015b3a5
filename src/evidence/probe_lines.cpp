// SPDX-License-Identifier: Apache-2.0
#include "evidence/probe_lines.hpp"

#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_most_entries = 400000;  // of all sections
constexpr std::size_t k_most_colons = 64;       // in a path, before the text that follows it
constexpr std::int64_t k_second = 1000000000;

bool is_hexadecimal(std::string_view text) {
  return std::all_of(
      text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

template <typename Number>
std::optional<Number> read_number(std::string_view digits) {
  Number value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (digits.empty() || error != std::errc() || stop != end || digits.front() == '-') return std::nullopt;
  return value;
}

// What is before the delimiter, and is taken off with it; all where there is none.
std::string_view take(std::string_view& text, char delimiter) {
  const std::string_view part = text.substr(0, text.find(delimiter));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

// Two numbers of two digits, as in "09:04" and "0200".
std::optional<std::int64_t> minutes(std::string_view hours, std::string_view rest) {
  const auto hour = read_number<int>(hours);
  const auto minute = read_number<int>(rest);
  if (!hour || !minute || hours.size() != 2 || rest.size() != 2 || *hour > 23 || *minute > 59)
    return std::nullopt;
  return std::int64_t{*hour} * 60 + *minute;
}

std::optional<std::int64_t> days(std::string_view date) {
  const auto year = read_number<int>(take(date, '-'));
  const auto month = read_number<unsigned>(take(date, '-'));
  const auto day = read_number<unsigned>(date);
  // The years that 64 bits of nanoseconds hold.
  if (!year || !month || !day || *year < 1700 || *year > 2250) return std::nullopt;
  const std::chrono::year_month_day named{
      std::chrono::year{*year}, std::chrono::month{*month}, std::chrono::day{*day}};
  if (!named.ok()) return std::nullopt;
  return std::chrono::sys_days{named}.time_since_epoch().count();
}

std::optional<std::int64_t> nanoseconds(std::string_view fraction) {
  if (fraction.size() > 9) return std::nullopt;
  std::string digits(fraction);
  digits.resize(9, '0');
  return read_number<std::int64_t>(digits);
}

// "+0200" as minutes; no zone is UTC.
std::optional<std::int64_t> zone_minutes(std::string_view zone) {
  if (zone.empty()) return 0;
  if (zone.size() != 5 || (zone.front() != '+' && zone.front() != '-')) return std::nullopt;
  const auto value = minutes(zone.substr(1, 2), zone.substr(3));
  if (!value) return std::nullopt;
  return zone.front() == '-' ? -*value : *value;
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view nonce) : rest_(text), nonce_(nonce) {}

  ProbeLines read() {
    lines_.recognised = read_first();
    while (lines_.recognised && !rest_.empty() && !ended_) {
      const std::string_view line = take(rest_, '\n');
      if (line.starts_with('@')) {
        open(line.substr(1));
      } else if (entries_ < k_most_entries) {
        add(line);
      } else {
        cut_ = true;
      }
    }
    lines_.whole = ended_ && !cut_;
    return std::move(lines_);
  }

 private:
  enum class Section {
    none,
    units,
    text,
    named,
    followed,
    placed,
    artifacts,
    libraries,
    settings,
    sums,
    head
  };

  bool read_first() {
    std::string_view line = take(rest_, '\n');
    return take(line, ' ') == "@probe" && take(line, ' ') == "1" && take(line, ' ') == nonce_;
  }

  void open(std::string_view line) {
    const std::string_view word = take(line, ' ');
    if (word == "missing") miss(line);
    if (word == "cut") cut_ = true;
    if (word == "end") ended_ = true;
    if (is_one_of(word, {"missing", "cut", "end"})) return;
    static constexpr std::array<std::pair<std::string_view, Section>, 10> k_sections{
        {{"units", Section::units},
         {"text", Section::text},
         {"named", Section::named},
         {"followed", Section::followed},
         {"placed", Section::placed},
         {"artifacts", Section::artifacts},
         {"libraries", Section::libraries},
         {"settings", Section::settings},
         {"sums", Section::sums},
         {"head", Section::head}}};
    const auto* const found =
        std::find_if(k_sections.begin(), k_sections.end(), [&](const auto& s) { return s.first == word; });
    section_ = found == k_sections.end() ? Section::none : found->second;
    if (section_ == Section::head) {
      head_path_ = line;
      head_begin_ = rest_;
    }
  }

  void miss(std::string_view tool) {
    static constexpr auto k_tools = std::to_array<std::string_view>(
        {"find", "grep", "head", "od", "sed", "sha256sum", "sort", "stat", "tr", "wc", "xargs"});
    if (is_one_of(tool, k_tools) && lines_.missing.size() < k_tools.size()) lines_.missing.emplace_back(tool);
  }

  void add(std::string_view line) {
    switch (section_) {
      case Section::units:
        return add_file(line, lines_.units);
      case Section::named:
        return add_file(line, lines_.named);
      case Section::placed:
        return add_file(line, lines_.placed);
      case Section::artifacts:
        return add_file(line, lines_.artifacts);
      case Section::followed:
        return follow(line);
      case Section::text:
        return add_text(line);
      case Section::libraries:
        return add_library(line);
      case Section::settings:
        return add_setting(line);
      case Section::sums:
        return add_sum(line);
      case Section::head:
        return add_head(line);
      case Section::none:
        return;
    }
  }

  std::optional<StageFile> read_file(std::string_view line, std::string_view& path) {
    const auto size = read_number<std::uint64_t>(take(line, '|'));
    const auto mtime = read_stage_time(take(line, '|'));
    const auto ctime = read_stage_time(take(line, '|'));
    path = line;
    if (!size || !mtime || !ctime || !path.starts_with('/')) return std::nullopt;
    lines_.fractions = lines_.fractions || *mtime % k_second != 0 || *ctime % k_second != 0;
    return StageFile{std::string(path), *size, *mtime, *ctime, {}};
  }

  void add_file(std::string_view line, PrintedFiles& files) {
    std::string_view path;
    std::optional<StageFile> file = read_file(line, path);
    if (file && files.emplace(path, std::move(*file)).second) ++entries_;
  }

  // Of a link the later change counts: the file's own, or that by which the name came to lead to it.
  void follow(std::string_view line) {
    std::string_view path;
    const std::optional<StageFile> file = read_file(line, path);
    const auto found = file ? lines_.named.find(path) : lines_.named.end();
    if (found == lines_.named.end()) return;
    found->second.size = file->size;
    found->second.mtime_ns = file->mtime_ns;
    found->second.ctime_ns = std::max(found->second.ctime_ns, file->ctime_ns);
  }

  // A colon may be part of the path: the path is one of those whose times were printed.
  void add_text(std::string_view line) {
    std::size_t colon = line.find(':');
    for (std::size_t i = 0; i < k_most_colons && colon != std::string_view::npos; ++i) {
      if (const auto file = lines_.units.find(line.substr(0, colon)); file != lines_.units.end()) {
        if (lines_.texts.emplace(line.substr(0, colon), line.substr(colon + 1)).second) ++entries_;
        return;
      }
      colon = line.find(':', colon + 1);
    }
  }

  void add_library(std::string_view path) {
    if (!path.starts_with('/')) return;
    lines_.libraries.push_back(path);
    ++entries_;
  }

  // "/app/.cargo/config.toml:linker = ...": the name before the colon is one of two.
  void add_setting(std::string_view line) {
    for (const std::string_view name : {"/config:", "/config.toml:"}) {
      const std::size_t at = line.find(name);
      if (at == std::string_view::npos || !line.starts_with('/')) continue;
      const std::size_t colon = at + name.size() - 1;
      lines_.settings.push_back({line.substr(0, colon), line.substr(colon + 1)});
      ++entries_;
      return;
    }
  }

  // GNU's sha256sum marks a line with a backslash where it writes the name with escapes.
  void add_sum(std::string_view line) {
    const bool escaped = line.starts_with('\\');
    if (escaped) line.remove_prefix(1);
    const std::string_view sum = line.substr(0, 64);
    if (line.size() < 67 || !is_hexadecimal(sum) || line[64] != ' ') return;
    std::string path(line.substr(66));
    for (std::size_t at = 0; escaped && (at = path.find("\\\\", at)) != std::string::npos; ++at)
      path.erase(at, 1);
    for (PrintedFiles* files : {&lines_.named, &lines_.artifacts}) {
      if (const auto file = files->find(path); file != files->end()) file->second.sha256 = sum;
    }
  }

  void add_head(std::string_view line) {
    const auto size = static_cast<std::size_t>(line.data() + line.size() - head_begin_.data());
    lines_.heads[head_path_] = head_begin_.substr(0, size);
  }

  std::string_view rest_;
  std::string_view nonce_;
  ProbeLines lines_;
  Section section_ = Section::none;
  std::string_view head_path_;
  std::string_view head_begin_;
  std::size_t entries_ = 0;
  bool cut_ = false;
  bool ended_ = false;
};

}  // namespace

std::optional<std::int64_t> read_stage_time(std::string_view text) {
  const auto day = days(take(text, ' '));
  std::string_view clock = take(text, ' ');
  const std::string_view fraction = clock.substr(std::min(clock.find('.'), clock.size()));
  clock = clock.substr(0, clock.size() - fraction.size());
  if (!day || clock.size() != 8 || clock[2] != ':' || clock[5] != ':') return std::nullopt;
  const auto minute = minutes(clock.substr(0, 2), clock.substr(3, 2));
  const auto second = read_number<int>(clock.substr(6));
  const auto fine = nanoseconds(fraction.empty() ? fraction : fraction.substr(1));
  const auto zone = zone_minutes(text);
  if (!minute || !second || *second > 60 || !fine || !zone) return std::nullopt;
  return ((*day * 1440 + *minute - *zone) * 60 + *second) * k_second + *fine;
}

ProbeLines read_probe_lines(std::string_view text, std::string_view nonce) {
  return Reader(text, nonce).read();
}

}  // namespace cb21
