// SPDX-License-Identifier: Apache-2.0
#include "inputs/crate_roots.hpp"

#include "inputs/toml_document.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace cb21 {
namespace {

constexpr std::string_view k_usual_ending = ".rs";

// Whether one of the keys has a text that ends otherwise: dependencies have paths, too, but most manifests of
// a vendored tree need not be read as TOML for this.
bool may_name_any(std::string_view text, std::string_view key) {
  constexpr std::string_view k_blank = " \t";
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    std::string_view rest = text.substr(at + key.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(k_blank), rest.size()));
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(std::min(rest.find_first_not_of(k_blank, 1), rest.size()));
    if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
    const std::string_view value = rest.substr(1, rest.find(rest.front(), 1) - 1);
    if (!value.ends_with(k_usual_ending)) return true;
  }
  return false;
}

void add(std::vector<std::string>& roots, std::optional<std::string> path) {
  if (path && !path->empty() && !path->ends_with(k_usual_ending)) roots.push_back(std::move(*path));
}

}  // namespace

std::vector<std::string> named_crate_roots(std::string_view manifest_text) {
  std::vector<std::string> roots;
  if (!may_name_any(manifest_text, "path") && !may_name_any(manifest_text, "build")) return roots;
  const std::optional<toml::table> manifest = parse_toml(manifest_text);
  if (!manifest) return roots;
  if (const toml::table* package = table_at(*manifest, "package")) add(roots, string_at(*package, "build"));
  if (const toml::table* library = table_at(*manifest, "lib")) add(roots, string_at(*library, "path"));
  for (const std::string_view targets : {"bin", "example", "test", "bench"}) {
    const toml::array* tables = manifest->get_as<toml::array>(targets);
    if (tables == nullptr) continue;
    for (const toml::node& node : *tables) {
      if (const toml::table* table = node.as_table()) add(roots, string_at(*table, "path"));
    }
  }
  return roots;
}

}  // namespace cb21
