// SPDX-License-Identifier: Apache-2.0
#include "cli/image_reference.hpp"

#include <algorithm>
#include <cstddef>

namespace cb21 {
namespace {

constexpr std::string_view k_default_domain = "docker.io";
constexpr std::string_view k_official = "library/";
constexpr std::size_t k_longest_name = 255;
constexpr std::size_t k_longest_tag = 128;
constexpr std::size_t k_id_digits = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool is_alphanumeric(char c) { return is_digit(c) || is_lower(c) || is_upper(c); }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

// Whether each piece between the separators is good.
template <typename Good>
bool all_pieces(std::string_view text, char separator, Good good) {
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (!good(text.substr(0, end))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

bool is_host_label(std::string_view label) {
  return !label.empty() && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_bracketed_address(std::string_view host) {
  return host.size() > 2 && host.front() == '[' && host.back() == ']' &&
         std::ranges::all_of(host.substr(1, host.size() - 2),
                             [](char c) { return is_digit(c) || is_hex(c) || is_upper(c) || c == ':'; });
}

bool is_domain(std::string_view domain) {
  std::string_view host = domain;
  const std::size_t colon = domain.rfind(':');
  if (colon != std::string_view::npos && !domain.ends_with(']')) {
    host = domain.substr(0, colon);
    const std::string_view port = domain.substr(colon + 1);
    if (port.empty() || !std::ranges::all_of(port, is_digit)) return false;
  }
  return is_bracketed_address(host) || all_pieces(host, '.', is_host_label);
}

// A dot, one or two underscores, or dashes.
bool is_separator(std::string_view run) {
  return run == "." || run == "_" || run == "__" ||
         (!run.empty() && run.find_first_not_of('-') == std::string_view::npos);
}

bool is_path_component(std::string_view component) {
  const auto in_word = [](char c) { return is_digit(c) || is_lower(c); };
  if (component.empty() || !in_word(component.front()) || !in_word(component.back())) return false;
  while (!component.empty()) {
    const auto* const word_end = std::ranges::find_if_not(component, in_word);
    component.remove_prefix(static_cast<std::size_t>(word_end - component.begin()));
    const auto* const run_end = std::ranges::find_if(component, in_word);
    const auto run = static_cast<std::size_t>(run_end - component.begin());
    if (run > 0 && !is_separator(component.substr(0, run))) return false;
    component.remove_prefix(run);
  }
  return true;
}

bool is_tag(std::string_view tag) {
  const auto in_word = [](char c) { return is_alphanumeric(c) || c == '_'; };
  return !tag.empty() && tag.size() <= k_longest_tag && in_word(tag.front()) &&
         std::ranges::all_of(tag, [&](char c) { return in_word(c) || c == '.' || c == '-'; });
}

bool is_id(std::string_view text) { return text.size() == k_id_digits && std::ranges::all_of(text, is_hex); }

bool names_a_domain(std::string_view first) {
  return first.find_first_of(".:") != std::string_view::npos || first == "localhost" ||
         std::ranges::any_of(first, is_upper);
}

}  // namespace

std::string ImageReference::full() const { return domain + '/' + path + (tag.empty() ? "" : ":" + tag); }

std::string ImageReference::familiar() const {
  std::string name = domain + '/' + path;
  if (domain == k_default_domain) {
    const bool official =
        path.starts_with(k_official) && path.find('/', k_official.size()) == std::string::npos;
    name = official ? path.substr(k_official.size()) : path;
  }
  return name + ':' + (tag.empty() ? "latest" : tag);
}

std::optional<ImageReference> parse_image_reference(std::string_view text) {
  if (is_id(text) || text.find('@') != std::string_view::npos) return std::nullopt;
  ImageReference reference{std::string(k_default_domain), "", ""};
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos && names_a_domain(text.substr(0, slash))) {
    reference.domain = text.substr(0, slash);
    text.remove_prefix(slash + 1);
  }
  if (reference.domain == "index.docker.io") reference.domain = k_default_domain;
  const std::size_t colon = std::min(text.find(':'), text.size());
  if (colon < text.size()) {
    reference.tag = text.substr(colon + 1);
    if (!is_tag(reference.tag)) return std::nullopt;
  }
  reference.path = text.substr(0, colon);
  if (!is_domain(reference.domain) || !all_pieces(reference.path, '/', is_path_component))
    return std::nullopt;
  const bool one_word = reference.path.find('/') == std::string::npos;
  if (reference.domain == k_default_domain && one_word) reference.path.insert(0, k_official);
  if (reference.path.size() > k_longest_name) return std::nullopt;
  return reference;
}

}  // namespace cb21
