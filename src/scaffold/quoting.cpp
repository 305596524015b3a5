// SPDX-License-Identifier: Apache-2.0
#include "scaffold/quoting.hpp"

#include "escape.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace cb21 {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

}  // namespace

bool is_crate_name(std::string_view name) {
  const auto allowed = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; };
  return !name.empty() && !is_digit(name.front()) && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), allowed);
}

std::string image_name(std::string_view crate_name) {
  std::string name;
  for (const char c : crate_name) name += c == '_' ? '-' : lower(c);
  name.erase(0, std::min(name.find_first_not_of('-'), name.size()));
  name.erase(name.find_last_not_of('-') + 1);
  return name.empty() ? "service" : name;
}

bool fits_a_line(std::string_view text) {
  static constexpr auto k_foreign = std::to_array<std::string_view>({
      "\xE2\x80\xA8",
      "\xE2\x80\xA9",  // line and paragraph separator, line breaks to YAML 1.1
      "\xEF\xBB\xBF",  // byte order mark
      "${{",
  });
  std::string plain(text);
  plain.erase(std::remove(plain.begin(), plain.end(), '\\'), plain.end());
  return escape(plain) == plain &&
         std::none_of(k_foreign.begin(), k_foreign.end(), [&](std::string_view part) {
           return text.find(part) != std::string_view::npos;
         });
}

std::string shell_word(std::string_view text) {
  const auto is_plain = [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view("_-./:@%+=,").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += R"('\'')";
    } else {
      word += c;
    }
  }
  return word + "'";
}

std::string yaml_word(std::string_view word) {
  static constexpr auto k_reserved = std::to_array<std::string_view>(
      {"y", "yes", "n", "no", "true", "false", "on", "off", "null", "nan", "inf"});
  std::string small;
  for (const char c : word) small += lower(c);
  const bool reserved = std::find(k_reserved.begin(), k_reserved.end(), small) != k_reserved.end();
  return reserved ? '"' + std::string(word) + '"' : std::string(word);
}

}  // namespace cb21
