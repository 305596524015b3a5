// SPDX-License-Identifier: Apache-2.0
// The folder to which relative paths in dep-info belong. rustc is started in the workspace's root and names a
// member's files from there, which no file of cargo's tells outright; but the same files are known by their
// absolute paths from elsewhere.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// Absolute, normalized paths.
class KnownPaths {
 public:
  void add(const std::string& path);

  bool contains(const std::string& path) const { return paths_.contains(path); }

  // The folders below which each of the relative paths is known. Paths that lead up and out ("../x") are left
  // out of account where they cannot be told.
  std::set<std::string> roots(const std::vector<std::string>& relative) const;

 private:
  struct Rarest {
    const std::vector<std::string>* paths =
        nullptr;         // that bear the name; null where one of them cannot be told
    std::string suffix;  // of each path that may be meant
  };

  Rarest rarest(const std::vector<std::string>& relative) const;
  bool holds(const std::string& root, const std::vector<std::string>& relative) const;

  std::set<std::string> paths_;
  std::map<std::string, std::vector<std::string>, std::less<>> by_name_;
};

// For each of the units (their relative paths), its root; empty where none or several are possible. The root
// that all units have in common, as far as they have any, is taken first.
std::vector<std::string> workspace_roots(const std::vector<std::vector<std::string>>& units,
                                         const KnownPaths& known);

}  // namespace cb21
