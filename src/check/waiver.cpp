// SPDX-License-Identifier: Apache-2.0
#include "check/waiver.hpp"

#include "text_lines.hpp"

#include <algorithm>
#include <optional>

namespace cb21 {
namespace {

constexpr std::string_view k_blanks = " \t\r";

bool is_blank(char c) { return k_blanks.find(c) != std::string_view::npos; }

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(k_blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_blanks) - first + 1);
}

// Takes `word` off the front, after blanks.
bool take(std::string_view& text, std::string_view word) {
  text.remove_prefix(std::min(text.find_first_not_of(k_blanks), text.size()));
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

// What follows the words of a waiver, where the comment after its sign is one.
std::optional<std::string_view> after_allow(std::string_view comment) {
  if (!take(comment, "cb21:") || !take(comment, "allow")) return std::nullopt;
  if (!comment.empty() && !is_blank(comment.front())) return std::nullopt;
  return trim(comment);
}

std::optional<std::string_view> waiver_in(std::string_view line, std::string_view sign) {
  for (std::size_t at = line.find(sign); at != std::string_view::npos; at = line.find(sign, at + 1)) {
    if (at != 0 && !is_blank(line[at - 1])) continue;
    if (const auto words = after_allow(line.substr(at + sign.size()))) return words;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Waiver> read_waivers(const std::string& file, std::string_view text) {
  std::vector<Waiver> waivers;
  if (text.find("cb21:") == std::string_view::npos) return waivers;
  const std::string_view sign = file.ends_with(".rs") ? "//" : "#";
  std::size_t number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    const auto words = waiver_in(line, sign);
    if (!words) continue;
    const std::size_t code = std::min(words->find_first_of(k_blanks), words->size());
    waivers.push_back({.file = file,
                       .line = number,
                       .code = std::string(words->substr(0, code)),
                       .reason = std::string(trim(words->substr(code)))});
  }
  return waivers;
}

}  // namespace cb21
