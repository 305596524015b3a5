// SPDX-License-Identifier: Apache-2.0
#include "state/build_history.hpp"

#include "inputs/digest.hpp"
#include "state/record_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

// The text is a line for each build, oldest first, every line ended by one LF, fields divided by one TAB:
//
//   - line: "build-1" WHEN DECISION KIND END SCAN DOCKER VERIFY TOTAL reason MORE *change CHECKSUM
//   - WHEN: signed decimal seconds since the epoch
//   - DECISION: "fresh" | "stale" | "unknown"
//   - KIND: "none" | "cached" | "partial" | "uncached"
//   - END: "verified" | "unverified" | "blocked" | "failed" | "interrupted"
//   - SCAN, DOCKER, VERIFY, TOTAL: decimal milliseconds, at most 10^12
//   - reason: CODE TEXT(path) TEXT(detail), or "-" and two empty fields where there was none
//   - MORE: decimal; how many changes were left out
//   - change: HOW " " CLASS " " TEXT(path)
//   - HOW: "changed" | "same-stat" (changed, and size, mtime and mode were kept) | "added" | "removed" |
//     "touched"
//   - CHECKSUM: DIGEST of every byte of the line before it, its TAB included
//   - TEXT as escape() makes it, which leaves no TAB and no LF, may be empty; DIGEST 32 lower-case
//     hexadecimal digits; no leading zeros, no "+", no "-0"
//
// Versions: the number in the first field; 1 is the first. Each line speaks for itself, so builds of several
// versions of cb21 may stand side by side, and a reader takes those of its own.

namespace cb21 {
namespace {

constexpr std::string_view k_version = "build-1";
constexpr std::string_view k_no_reason = "-";
constexpr char k_divider = '\t';
constexpr std::int64_t k_longest_time = 1'000'000'000'000;  // milliseconds, so that sums stay in range
constexpr std::size_t k_most_detail = 400;                  // bytes of a reason's sentence
constexpr std::size_t k_most_paths = 8U << 10U;             // bytes of the paths of one line
// What a file may hold that is worth looking at: far more than its lines ever have.
constexpr std::size_t k_most_bytes = k_most_past_builds * 4 * k_most_paths;

constexpr std::array<Freshness, 3> k_decisions{Freshness::fresh, Freshness::stale, Freshness::unknown};

constexpr std::array<std::pair<BuildKind, std::string_view>, 4> k_kinds{{
    {BuildKind::none, "none"},
    {BuildKind::cached, "cached"},
    {BuildKind::partial, "partial"},
    {BuildKind::uncached, "uncached"},
}};

constexpr std::array<std::pair<BuildEnd, std::string_view>, 5> k_ends{{
    {BuildEnd::verified, "verified"},
    {BuildEnd::unverified, "unverified"},
    {BuildEnd::blocked, "blocked"},
    {BuildEnd::failed, "failed"},
    {BuildEnd::interrupted, "interrupted"},
}};

constexpr std::array<std::pair<FileChange::Kind, std::string_view>, 4> k_changes{{
    {FileChange::Kind::changed, "changed"},
    {FileChange::Kind::added, "added"},
    {FileChange::Kind::removed, "removed"},
    {FileChange::Kind::touched, "touched"},
}};

constexpr std::string_view k_same_stat = "same-stat";

template <typename Table, typename Value>
std::string_view name_in(const Table& table, Value value) {
  for (const auto& [enumerator, name] : table) {
    if (enumerator == value) return name;
  }
  return {};
}

template <typename Table>
auto find_in(const Table& table, std::string_view wanted) {
  std::optional<decltype(table.front().first)> found;
  for (const auto& [enumerator, name] : table) {
    if (name == wanted) found = enumerator;
  }
  return found;
}

std::optional<Freshness> read_decision(std::string_view text) {
  for (const Freshness decision : k_decisions) {
    if (freshness_name(decision) == text) return decision;
  }
  return std::nullopt;
}

// The times of a line, in their order.
template <typename AnyBuild>
auto times_of(AnyBuild& build) {
  return std::array{&build.scan_milliseconds,
                    &build.docker_milliseconds,
                    &build.verify_milliseconds,
                    &build.total_milliseconds};
}

void append_field(std::string& line, std::string_view text) {
  append_text(line, text);
  line += k_divider;
}

void append_reason(std::string& line, const std::optional<Reason>& reason) {
  append_field(line, reason ? reason_name(reason->code) : k_no_reason);
  append_field(line, reason ? reason->path : std::string());
  append_field(line, reason ? reason->detail : std::string());
}

void append_change(std::string& line, const FileChange& change) {
  const bool same_stat = change.same_stat && change.kind == FileChange::Kind::changed;
  line += same_stat ? k_same_stat : name_in(k_changes, change.kind);
  line += ' ';
  line += class_name(change.file_class);
  line += ' ';
  append_field(line, change.path);
}

// The fields of a line, each ended by the divider.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  // Empty where there is none: nothing that may be empty is told from that, so ask first.
  std::string_view next() {
    const std::size_t end = std::min(rest_.find(k_divider), rest_.size());
    const std::string_view field = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return field;
  }

 private:
  std::string_view rest_;
};

bool read_time(std::string_view text, std::int64_t& time) {
  const std::optional<std::int64_t> value = read_number<std::int64_t>(text);
  if (!value || *value < 0 || *value > k_longest_time) return false;
  time = *value;
  return true;
}

bool read_head(Fields& fields, PastBuild& build) {
  if (fields.next() != k_version) return false;
  const auto when = read_number<std::int64_t>(fields.next());
  const auto decision = read_decision(fields.next());
  const auto kind = find_in(k_kinds, fields.next());
  const auto end = find_in(k_ends, fields.next());
  if (!when || !decision || !kind || !end) return false;
  build.ended_at = *when;
  build.decision = *decision;
  build.kind = *kind;
  build.end = *end;
  for (std::int64_t* time : times_of(build)) {
    if (!read_time(fields.next(), *time)) return false;
  }
  return true;
}

bool read_reason(Fields& fields, std::optional<Reason>& reason) {
  const std::string_view name = fields.next();
  std::optional<std::string> path = read_text(fields.next());
  std::optional<std::string> detail = read_text(fields.next());
  if (!path || !detail) return false;
  if (name == k_no_reason) return path->empty() && detail->empty();
  const std::optional<ReasonCode> code = reason_from_name(name);
  if (!code) return false;
  reason = Reason{*code, std::move(*path), std::move(*detail)};
  return true;
}

std::optional<FileChange> read_change(std::string_view text) {
  const std::size_t first = text.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::string_view how = text.substr(0, first);
  const bool same_stat = how == k_same_stat;
  const auto kind = same_stat ? FileChange::Kind::changed : find_in(k_changes, how);
  const auto file_class = class_from_name(text.substr(first + 1, second - first - 1));
  std::optional<std::string> path = read_text(text.substr(second + 1));
  if (!kind || !file_class || !path) return std::nullopt;
  return FileChange{*kind, std::move(*path), *file_class, same_stat};
}

bool read_changes(Fields& fields, PastBuild& build) {
  const auto more = read_number<std::uint64_t>(fields.next());
  if (!more) return false;
  build.more_changes = *more;
  while (!fields.done()) {
    std::optional<FileChange> change = read_change(fields.next());
    if (!change || build.changes.size() == k_most_past_changes) return false;
    build.changes.push_back(std::move(*change));
  }
  return true;
}

// A line without its end.
std::optional<PastBuild> parse_past_build(std::string_view line) {
  const std::size_t divider = line.rfind(k_divider);
  if (divider == std::string_view::npos) return std::nullopt;
  const std::string_view body = line.substr(0, divider + 1);
  if (read_digest(line.substr(body.size())) != digest_of(body)) return std::nullopt;
  Fields fields(body);
  PastBuild build;
  if (!read_head(fields, build) || !read_reason(fields, build.reason) || !read_changes(fields, build))
    return std::nullopt;
  // One spelling only: a field that is missing was read as an empty one.
  const std::string printed = print_past_build(build);
  if (std::string_view(printed).substr(0, printed.size() - 1) != line) return std::nullopt;
  return build;
}

// Not in the middle of a character.
std::string shortened(std::string text) {
  if (text.size() <= k_most_detail) return text;
  std::size_t length = k_most_detail;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  text.resize(length);
  return text + " ...";
}

}  // namespace

std::string_view kind_name(BuildKind kind) { return name_in(k_kinds, kind); }

std::string_view end_name(BuildEnd end) { return name_in(k_ends, end); }

void explain_by(PastBuild& build,
                const std::vector<Reason>& reasons,
                const std::vector<FileChange>& changes) {
  if (!reasons.empty()) {
    build.reason = reasons.front();
    build.reason->detail = shortened(std::move(build.reason->detail));
  }
  std::size_t bytes = 0;
  const auto take = [&](bool touched) {
    for (const FileChange& change : changes) {
      if ((change.kind == FileChange::Kind::touched) != touched) continue;
      bytes += change.path.size();
      const bool fits = build.changes.size() < k_most_past_changes && bytes <= k_most_paths;
      if (fits) build.changes.push_back(change);
    }
  };
  take(false);
  take(true);
  build.more_changes = changes.size() - build.changes.size();
}

std::string print_past_build(const PastBuild& build) {
  std::string line(k_version);
  line += k_divider;
  append_number(line, build.ended_at);
  line += k_divider;
  append_field(line, freshness_name(build.decision));
  append_field(line, kind_name(build.kind));
  append_field(line, end_name(build.end));
  for (const std::int64_t* time : times_of(build)) {
    append_number(line, *time);
    line += k_divider;
  }
  append_reason(line, build.reason);
  append_number(line, build.more_changes);
  line += k_divider;
  for (const FileChange& change : build.changes) append_change(line, change);
  append_digest(line, digest_of(line));
  line += '\n';
  return line;
}

BuildHistory parse_history(std::string_view text) {
  if (text.size() > k_most_bytes) text.remove_prefix(text.size() - k_most_bytes);
  BuildHistory builds;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    if (std::optional<PastBuild> build = parse_past_build(text.substr(0, end)))
      builds.push_back(std::move(*build));
    text.remove_prefix(end + 1);
  }
  if (builds.size() > k_most_past_builds)
    builds.erase(builds.begin(), builds.end() - static_cast<std::ptrdiff_t>(k_most_past_builds));
  return builds;
}

}  // namespace cb21
