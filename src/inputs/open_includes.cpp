// SPDX-License-Identifier: Apache-2.0
#include "inputs/open_includes.hpp"

#include "inputs/path_name.hpp"
#include "inputs/root_directory.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace cb21 {
namespace {

class OpenIncludeFinder {
 public:
  OpenIncludeFinder(const WalkRoots& roots, const WalkedTree& tree) : roots_(roots), tree_(tree) {}

  OpenIncludes run() {
    for (const FoundInclude& include : tree_.includes) {
      if (!include.file.open || is_vendored(include.root, parent_path(include.source))) continue;
      if (const auto folder = named_folder(include)) {
        globs_.insert(*folder);
      } else {
        found_.anywhere = true;
      }
    }
    found_.folders.assign(globs_.begin(), globs_.end());
    return std::move(found_);
  }

 private:
  bool has_file(std::size_t root, const std::string& path) const {
    const std::string entry = roots_.roots[root].prefix + path;
    const auto& files = tree_.files;
    const auto found = std::lower_bound(
        files.begin(), files.end(), entry, [](const FileEntry& file, const std::string& wanted) {
          return file.path < wanted;
        });
    return found != files.end() && found->path == entry;
  }

  // Nothing where the folder is the context itself, lies outside, or has a name that a glob cannot hold.
  std::optional<std::string> named_folder(const FoundInclude& include) const {
    std::string from(parent_path(include.source));
    if (include.file.from_manifest_dir) {
      while (!from.empty() && !has_file(include.root, from + "/Cargo.toml")) from = parent_path(from);
    }
    const auto folder = include.file.path.empty() && include.file.from_manifest_dir
                            ? std::optional(from)
                            : join_below(from, include.file.path);
    if (!folder || folder->empty() || !is_plain(*folder)) return std::nullopt;
    return *folder + "/**";
  }

  // Without the signs of globs, of ignore files and of their lines.
  static bool is_plain(std::string_view folder) {
    return folder.find_first_of("*?[]\\\n\r") == std::string_view::npos &&
           std::string_view("!# \t").find(folder.front()) == std::string_view::npos;
  }

  bool is_vendored(std::size_t root, std::string_view folder) {
    if (folder.empty()) return false;
    const auto known = vendored_.find({root, std::string(folder)});
    if (known != vendored_.end()) return known->second;
    const std::string checksums = std::string(folder) + "/.cargo-checksum.json";
    const bool vendored = bool(open_below(roots_.roots[root].directory.number(), checksums)) ||
                          is_vendored(root, parent_path(folder));
    return vendored_[{root, std::string(folder)}] = vendored;
  }

  const WalkRoots& roots_;
  const WalkedTree& tree_;
  std::map<std::pair<std::size_t, std::string>, bool> vendored_;  // folders already asked for
  std::set<std::string> globs_;
  OpenIncludes found_;
};

}  // namespace

OpenIncludes find_open_includes(const WalkRoots& roots, const WalkedTree& tree) {
  return OpenIncludeFinder(roots, tree).run();
}

}  // namespace cb21
