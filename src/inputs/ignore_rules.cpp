// SPDX-License-Identifier: Apache-2.0
#include "inputs/ignore_rules.hpp"

#include "error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace cb21 {
namespace {

// bufio.Scanner's token limit.
constexpr std::size_t k_longest_line = 65535;

// Unicode's White_Space as Go's unicode.IsSpace has it, in UTF-8.
constexpr std::array<std::string_view, 25> k_spaces = {" ",
                                                       "\t",
                                                       "\n",
                                                       "\v",
                                                       "\f",
                                                       "\r",
                                                       "\xC2\x85",
                                                       "\xC2\xA0",
                                                       "\xE1\x9A\x80",
                                                       "\xE2\x80\x80",
                                                       "\xE2\x80\x81",
                                                       "\xE2\x80\x82",
                                                       "\xE2\x80\x83",
                                                       "\xE2\x80\x84",
                                                       "\xE2\x80\x85",
                                                       "\xE2\x80\x86",
                                                       "\xE2\x80\x87",
                                                       "\xE2\x80\x88",
                                                       "\xE2\x80\x89",
                                                       "\xE2\x80\x8A",
                                                       "\xE2\x80\xA8",
                                                       "\xE2\x80\xA9",
                                                       "\xE2\x80\xAF",
                                                       "\xE2\x81\x9F",
                                                       "\xE3\x80\x80"};

std::size_t leading_space(std::string_view text) {
  for (const std::string_view space : k_spaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

std::size_t trailing_space(std::string_view text) {
  for (const std::string_view space : k_spaces) {
    if (text.ends_with(space)) return space.size();
  }
  return 0;
}

std::string_view trim(std::string_view text) {
  for (std::size_t n = leading_space(text); n != 0; n = leading_space(text)) text.remove_prefix(n);
  for (std::size_t n = trailing_space(text); n != 0; n = trailing_space(text)) text.remove_suffix(n);
  return text;
}

void append_component(std::vector<std::string_view>& kept, std::string_view component, bool rooted) {
  if (component.empty() || component == ".") return;
  const bool up = component == "..";
  if (up && !kept.empty() && kept.back() != "..") {
    kept.pop_back();
  } else if (!up || !rooted) {
    kept.push_back(component);
  }
}

// Go's filepath.Clean.
std::string clean_path(std::string_view path) {
  const bool rooted = path.starts_with("/");
  std::vector<std::string_view> kept;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    append_component(kept, path.substr(0, slash), rooted);
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  std::string cleaned = rooted ? "/" : "";
  for (const std::string_view component : kept) {
    if (component.data() != kept.front().data()) cleaned += '/';
    cleaned += component;
  }
  return cleaned.empty() ? "." : cleaned;
}

// moby/patternmatcher ignorefile.ReadAll, for one line without its line end.
std::optional<std::string> read_line(std::string_view line) {
  if (line.starts_with("#")) return std::nullopt;
  line = trim(line);
  if (line.empty()) return std::nullopt;
  const bool exception = line.front() == '!';
  if (exception) line = trim(line.substr(1));
  std::string pattern = exception ? "!" : "";
  if (line.empty()) return pattern;
  std::string cleaned = clean_path(line);
  if (cleaned.size() > 1 && cleaned.front() == '/') cleaned.erase(0, 1);
  return pattern + cleaned;
}

std::vector<std::string> read_lines(std::string_view text) {
  std::vector<std::string> patterns;
  for (bool first = true; !text.empty(); first = false) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.size() > k_longest_line) {
      throw Error("the ignore file has a line of " + std::to_string(line.size()) +
                  " bytes, docker reads at most " + std::to_string(k_longest_line) + ": split it");
    }
    if (line.ends_with("\r")) line.remove_suffix(1);
    if (first && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (const std::optional<std::string> pattern = read_line(line)) patterns.push_back(*pattern);
  }
  return patterns;
}

// moby/patternmatcher New, for one pattern that is not blank.
IgnorePattern make_pattern(std::string_view line) {
  std::string cleaned = clean_path(line);
  const bool exception = cleaned.front() == '!';
  if (exception) cleaned.erase(0, 1);
  if (exception && cleaned.empty()) {
    throw Error(
        "the ignore file has a '!' with no pattern after it, which docker refuses: name what to keep");
  }
  return {std::move(cleaned), exception};
}

std::string_view without_trailing_glob(std::string_view pattern) {
  if (pattern.ends_with("/**")) pattern.remove_suffix(3);
  if (pattern.ends_with("/*")) pattern.remove_suffix(2);
  return pattern;
}

// Whether the exception, read as a path, is the directory or lies below it.
bool could_hold(std::string_view exception, std::string_view directory) {
  if (!exception.starts_with(directory)) return false;
  return exception.size() == directory.size() || exception[directory.size()] == '/';
}

bool matches_parent(const IgnorePattern& pattern, std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    if (pattern.matches(path.substr(0, slash))) return true;
  }
  return false;
}

}  // namespace

IgnoreRules IgnoreRules::parse(std::string_view text) {
  IgnoreRules rules;
  for (const std::string& line : read_lines(text)) {
    const std::string_view trimmed = trim(line);
    if (!trimmed.empty()) rules.patterns_.push_back(make_pattern(trimmed));
  }
  for (const IgnorePattern& pattern : rules.patterns_) {
    if (!pattern.exception()) continue;
    const std::string& trimmed =
        rules.trimmed_exceptions_.emplace_back(without_trailing_glob(pattern.text()));
    if (trimmed.find_first_of("*[]?^\\") != std::string::npos) rules.wild_exception_ = true;
  }
  return rules;
}

std::vector<std::string> IgnoreRules::patterns() const {
  std::vector<std::string> texts;
  texts.reserve(patterns_.size());
  for (const IgnorePattern& pattern : patterns_) {
    texts.push_back((pattern.exception() ? "!" : "") + pattern.text());
  }
  return texts;
}

IgnoreRules::Met IgnoreRules::meet(std::string_view path, const Met& parent) const {
  Met met;
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    const IgnorePattern& pattern = patterns_[i];
    bool hit = !parent.hits.empty() && parent.hits[i];
    // A pattern that could not change the outcome is not tried, and counts as no hit further down.
    if (!hit && pattern.exception() == met.excluded) hit = pattern.matches(path);
    if (!hit) continue;
    met.hits.resize(patterns_.size());
    met.hits[i] = true;
    met.excluded = !pattern.exception();
  }
  return met;
}

bool IgnoreRules::keeps_file(std::string_view path, const Met& parent) const {
  bool excluded = false;
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    const IgnorePattern& pattern = patterns_[i];
    if (pattern.exception() != excluded) continue;
    const bool hit = (!parent.hits.empty() && parent.hits[i]) || pattern.matches(path);
    if (hit) excluded = !excluded;
  }
  return !excluded;
}

bool IgnoreRules::enters_excluded(std::string_view path, Builder builder) const {
  if (builder == Builder::buildkit) {
    return wild_exception_ ||
           std::any_of(trimmed_exceptions_.begin(),
                       trimmed_exceptions_.end(),
                       [&](const std::string& exception) { return could_hold(exception, path); });
  }
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const IgnorePattern& pattern) {
    return pattern.exception() && could_hold(pattern.text(), path);
  });
}

bool IgnoreRules::matches_flat(std::string_view path) const {
  bool excluded = false;
  for (const IgnorePattern& pattern : patterns_) {
    if (pattern.exception() != excluded) continue;
    if (pattern.matches(path) || matches_parent(pattern, path)) excluded = !excluded;
  }
  return excluded;
}

}  // namespace cb21
