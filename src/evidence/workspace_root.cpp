// SPDX-License-Identifier: Apache-2.0
#include "evidence/workspace_root.hpp"

#include "inputs/container_path.hpp"
#include "inputs/path_name.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace cb21 {
namespace {

// Of one name, such as mod.rs, so that hostile lists take no time.
constexpr std::size_t k_most_of_one_name = 1000;

std::string below(const std::string& root, const std::string& relative) {
  return absolute_path(root, relative, TrailingSlash::drop);
}

bool leads_out(std::string_view relative) {
  int depth = 0;
  while (!relative.empty()) {
    const std::string_view part = relative.substr(0, relative.find('/'));
    relative.remove_prefix(std::min(part.size() + 1, relative.size()));
    if (part == "..") --depth;
    if (!part.empty() && part != "." && part != "..") ++depth;
    if (depth < 0) return true;
  }
  return false;
}

std::optional<std::string> common_root(const std::vector<std::set<std::string>>& roots) {
  std::optional<std::set<std::string>> common;
  for (const std::set<std::string>& of_unit : roots) {
    if (of_unit.empty()) continue;
    if (!common) common = of_unit;
    std::erase_if(*common, [&](const std::string& root) { return !of_unit.contains(root); });
  }
  if (!common || common->size() != 1) return std::nullopt;
  return *common->begin();
}

}  // namespace

void KnownPaths::add(const std::string& path) {
  if (!paths_.insert(path).second) return;
  std::vector<std::string>& named = by_name_[std::string(base_name(path))];
  if (named.size() <= k_most_of_one_name) named.push_back(path);
}

// The rarest name leaves the fewest folders to try.
KnownPaths::Rarest KnownPaths::rarest(const std::vector<std::string>& relative) const {
  Rarest rarest;
  for (const std::string& path : relative) {
    if (leads_out(path)) continue;
    std::string normalized = below("/", path);
    const auto named = by_name_.find(base_name(normalized));
    if (named == by_name_.end() || named->second.size() > k_most_of_one_name) return {};
    if (rarest.paths != nullptr && rarest.paths->size() <= named->second.size()) continue;
    rarest = {&named->second, std::move(normalized)};
  }
  return rarest;
}

std::set<std::string> KnownPaths::roots(const std::vector<std::string>& relative) const {
  const auto [paths, suffix] = rarest(relative);
  std::set<std::string> roots;
  if (paths == nullptr) return roots;
  for (const std::string& path : *paths) {
    if (!path.ends_with(suffix)) continue;
    std::string root = path.substr(0, path.size() - suffix.size());
    if (root.empty()) root = "/";
    if (holds(root, relative)) roots.insert(std::move(root));
  }
  return roots;
}

bool KnownPaths::holds(const std::string& root, const std::vector<std::string>& relative) const {
  return std::all_of(relative.begin(), relative.end(), [&](const std::string& path) {
    return paths_.contains(below(root, path));
  });
}

std::vector<std::string> workspace_roots(const std::vector<std::vector<std::string>>& units,
                                         const KnownPaths& known) {
  std::vector<std::set<std::string>> possible;
  possible.reserve(units.size());
  for (const auto& relative : units) possible.push_back(known.roots(relative));
  const std::optional<std::string> common = common_root(possible);
  std::vector<std::string> roots;
  for (const std::set<std::string>& of_unit : possible) {
    if (common && of_unit.contains(*common)) {
      roots.push_back(*common);
    } else {
      roots.push_back(of_unit.size() == 1 ? *of_unit.begin() : std::string());
    }
  }
  return roots;
}

}  // namespace cb21
