// SPDX-License-Identifier: Apache-2.0
#include "inputs/copy_placement.hpp"

#include "inputs/container_path.hpp"
#include "inputs/ignore_rules.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace cb21 {
namespace {

bool has_wildcard(std::string_view path) { return path.find_first_of("*?[") != std::string_view::npos; }

std::size_t count_components(std::string_view path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

// The first `count` components of an absolute path; nothing if it has fewer.
std::optional<std::string> first_components(const std::string& path, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (end == std::string::npos || end >= path.size()) return std::nullopt;
    end = path.find('/', end + 1);
  }
  return path.substr(0, end);
}

IgnoreRules read_patterns(const std::vector<std::string>& patterns) {
  std::string text;
  for (const std::string& pattern : patterns) text += pattern + '\n';
  return IgnoreRules::parse(text);
}

class Copier {
 public:
  Copier(const Placements& from, const CopyInstruction& copy, bool into_directory)
      : from_(from), copy_(copy), excludes_(read_patterns(copy.excludes)), into_directory_(into_directory) {}

  CopyEffect run() {
    for (const std::string& source : copy_.sources) {
      if (copy_.parents) {
        copy_with_parents(source);
      } else {
        for (const std::string& path : matches(source)) copy_path(path);
      }
    }
    return std::move(effect_);
  }

 private:
  // What `source` names, files and directories.
  std::vector<std::string> matches(std::string_view source) const {
    const std::string pattern = absolute_path("/", source, TrailingSlash::drop);
    if (!has_wildcard(pattern)) return {pattern};
    std::set<std::string> found;
    const std::size_t depth = count_components(pattern);
    for (const auto& [path, placement] : from_) {
      const std::optional<std::string> head = first_components(path, depth);
      if (head && fnmatch(pattern.c_str(), head->c_str(), FNM_PATHNAME) == 0) found.insert(*head);
    }
    return {found.begin(), found.end()};
  }

  void copy_path(const std::string& path) {
    const auto file = from_.find(path);
    if (file != from_.end()) {
      const std::string name(base_name(path));
      Placement placement = file->second;
      placement.whole_parents = 0;
      put(into_directory_ ? with_slash(copy_.destination) + name : copy_.destination,
          placement,
          {path, name});
      return;
    }
    for_each_below(path, [&](const std::string& below, const Placement& placement) {
      put_below(below, placement, path);
    });
  }

  template <typename Use>
  void for_each_below(const std::string& directory, Use use) const {
    const std::string prefix = with_slash(directory);
    for (auto at = from_.lower_bound(prefix); at != from_.end() && at->first.starts_with(prefix); ++at) {
      use(at->first.substr(prefix.size()), at->second);
    }
  }

  void put_below(const std::string& below, Placement placement, const std::string& directory) {
    placement.whole_parents = std::min(placement.whole_parents, count_components(below) + 1);
    put(with_slash(copy_.destination) + below, placement, {with_slash(directory) + below, below});
  }

  // The part of the source before "/./" is not made again below the destination.
  void copy_with_parents(const std::string& source) {
    const std::size_t pivot = source.find("/./");
    const std::string parent = pivot == std::string::npos ? "/" : source.substr(0, pivot);
    const std::string rest = pivot == std::string::npos ? source : source.substr(pivot + 3);
    const std::string pattern = absolute_path("/", rest, TrailingSlash::drop).substr(1);
    const IgnoreRules included = read_patterns({pattern});
    for (const std::string& directory : matches(parent)) {
      for_each_below(directory, [&](const std::string& below, const Placement& placement) {
        if (pattern.empty() || included.matches_flat(below)) put_below(below, placement, directory);
      });
    }
  }

  struct Origin {
    std::string path;   // in the source
    std::string below;  // of what the source names
  };

  // How --exclude counts a path differs between releases of the frontend, so any reading leaves the file out.
  bool is_excluded(const Origin& origin) const {
    if (excludes_.empty()) return false;
    return excludes_.matches_flat(origin.below) || excludes_.matches_flat(origin.path.substr(1)) ||
           excludes_.matches_flat(base_name(origin.path));
  }

  void put(const std::string& destination, const Placement& placement, const Origin& origin) {
    if (is_excluded(origin)) {
      effect_.excluded.push_back(placement.file);
    } else {
      effect_.files[destination] = placement;
    }
  }

  const Placements& from_;
  const CopyInstruction& copy_;
  IgnoreRules excludes_;
  bool into_directory_;
  CopyEffect effect_;
};

}  // namespace

CopyEffect copy_files(const Placements& from,
                      const CopyInstruction& copy,
                      const std::function<bool(const std::string&)>& is_directory) {
  const bool written_so = !copy.destination.empty() && copy.destination.back() == '/';
  const bool into_directory = written_so || copy.sources.size() > 1 || is_directory(copy.destination);
  return Copier(from, copy, into_directory).run();
}

bool may_name_files(const Placements& from, std::string_view source) {
  const std::size_t unclear = source.find_first_of("$*?[");
  const std::string_view clear = source.substr(0, unclear);
  const std::string_view directory = unclear == std::string_view::npos ? clear : parent_path(clear);
  const std::string path = absolute_path("/", directory, TrailingSlash::drop);
  return std::any_of(
      from.begin(), from.end(), [&](const auto& placed) { return is_within(placed.first, path); });
}

}  // namespace cb21
