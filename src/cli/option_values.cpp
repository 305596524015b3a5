// SPDX-License-Identifier: Apache-2.0
#include "cli/option_values.hpp"

#include "cli/docker_flags.hpp"
#include "cli/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <vector>

namespace cb21 {
namespace {

constexpr int k_run_limit = 86400;  // a day, in seconds

constexpr std::array<std::string_view, 2> k_profile_order{"development", "production"};
constexpr std::array<std::string_view, 3> k_verify_order{"off", "auto", "required"};
constexpr std::array<std::string_view, 3> k_proof_order{"marker", "chain", "recompiled"};

// From weak to strong.
std::span<const std::string_view> strength_order(std::string_view name) {
  if (name == "profile") return k_profile_order;
  if (name == "verify") return k_verify_order;
  if (name == "proof") return k_proof_order;
  return {};
}

std::vector<std::string_view> choices(const OwnOption& option) {
  std::vector<std::string_view> words;
  std::string_view rest = option.value;
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    words.push_back(rest.substr(0, bar));
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return words;
}

bool is_choice(const OwnOption& option) { return option.value.find('|') != std::string_view::npos; }

std::optional<std::string> canonical_switch(std::string_view text) {
  const std::optional<bool> value = parse_go_bool(text);
  if (!value) return std::nullopt;
  return *value ? "true" : "false";
}

std::optional<std::string> canonical_choice(const OwnOption& option, std::string_view text) {
  if (option.name == "proof" && text == "recompile") return "recompiled";
  // Its name before the chain of custody.
  if (option.name == "proof" && text == "sources") return "chain";
  const std::vector<std::string_view> words = choices(option);
  if (std::ranges::find(words, text) == words.end()) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> canonical_seconds(std::string_view text) {
  int seconds = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, seconds);
  if (error != std::errc() || rest != end || seconds < 1 || seconds > k_run_limit) return std::nullopt;
  return std::to_string(seconds);
}

}  // namespace

const OwnOption* find_own_option(std::string_view name) {
  const auto* const found = std::ranges::find(k_own_options, name, &OwnOption::name);
  return found == k_own_options.end() ? nullptr : found;
}

std::optional<std::string> canonical_value(const OwnOption& option, std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (option.value.empty()) return canonical_switch(text);
  if (is_choice(option)) return canonical_choice(option, text);
  if (option.name == "run") return canonical_seconds(text);
  if (option.name == "binary" && text.front() != '/') return std::nullopt;
  return std::string(text);
}

std::string allowed_values(const OwnOption& option) {
  if (option.value.empty()) return "true or false";
  if (option.name == "run") return "a number of seconds from 1 to " + std::to_string(k_run_limit);
  if (option.name == "binary") return "an absolute path in the image, such as /usr/local/bin/app";
  if (!is_choice(option)) return "any text but an empty one";
  std::string list;
  const std::vector<std::string_view> words = choices(option);
  for (const std::string_view& word : words) {
    if (!list.empty()) list += &word == &words.back() ? " or " : ", ";
    list += word;
  }
  return list;
}

std::size_t choice_index(const OwnOption& option, std::string_view canonical) {
  const std::vector<std::string_view> words = choices(option);
  return static_cast<std::size_t>(std::ranges::find(words, canonical) - words.begin());
}

bool has_strength(const OwnOption& option) { return !strength_order(option.name).empty(); }

bool is_weaker(const OwnOption& option, std::string_view value, std::string_view than) {
  const auto order = strength_order(option.name);
  return std::ranges::find(order, value) < std::ranges::find(order, than);
}

std::optional<std::string> nearest_own_option(std::string_view name) {
  // A long text is no misspelling, and comparing it would cost its length.
  constexpr std::size_t k_longest = 64;
  if (name.size() > k_longest) return std::nullopt;
  const auto* const nearest = std::ranges::min_element(
      k_own_options, {}, [&](const OwnOption& option) { return edit_distance(name, option.name); });
  if (edit_distance(name, nearest->name) * 2 > nearest->name.size()) return std::nullopt;
  return std::string(nearest->name);
}

}  // namespace cb21
