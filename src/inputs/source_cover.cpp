// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_cover.hpp"

#include "inputs/container_path.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace cb21 {
namespace {

// A line of a Dockerfile may have 64 KiB; names grow when they are written as patterns.
constexpr std::size_t k_most_path_bytes = 24000;

bool is_system_directory(std::string_view path) {
  static constexpr std::array<std::string_view, 12> k_directories = {"",
                                                                     "/etc",
                                                                     "/home",
                                                                     "/opt",
                                                                     "/root",
                                                                     "/srv",
                                                                     "/tmp",
                                                                     "/usr",
                                                                     "/usr/local",
                                                                     "/usr/local/cargo",
                                                                     "/usr/src",
                                                                     "/var"};
  return std::find(k_directories.begin(), k_directories.end(), path) != k_directories.end();
}

std::size_t depth_of(std::string_view path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

// Files taken one by one, in folders in which no name is needed twice.
class SingleFolders {
 public:
  void add(const CoverItem& item) {
    const std::string name(base_name(item.path));
    std::size_t& next = next_[{item.may_be_removed, name}];
    std::vector<Folder>& folders = item.may_be_removed ? removable_ : lasting_;
    while (next < folders.size() && folders[next].bytes + item.path.size() > k_most_path_bytes) ++next;
    if (next >= folders.size()) folders.emplace_back();
    Folder& folder = folders[next++];
    folder.bytes += item.path.size();
    folder.content.may_be_removed = item.may_be_removed;
    folder.content.paths.push_back(item.path);
    folder.content.keys.emplace_back(name, item.key);
  }

  void move_to(std::vector<SourceFolder>& folders) {
    for (Folder& folder : lasting_) folders.push_back(std::move(folder.content));
    for (Folder& folder : removable_) folders.push_back(std::move(folder.content));
  }

 private:
  struct Folder {
    SourceFolder content;
    std::size_t bytes = 0;
  };

  std::vector<Folder> lasting_;
  std::vector<Folder> removable_;
  std::map<std::pair<bool, std::string>, std::size_t> next_;
};

class Cover {
 public:
  Cover(std::vector<CoverItem> items, const std::vector<std::string>& kept_apart)
      : items_(std::move(items)), kept_apart_(kept_apart) {
    // By component, so that a directory's files are one range.
    std::sort(items_.begin(), items_.end(), [](const CoverItem& a, const CoverItem& b) {
      return std::lexicographical_compare(
          a.path.begin(), a.path.end(), b.path.begin(), b.path.end(), [](char x, char y) {
            return rank(x) < rank(y);
          });
    });
  }

  SourceCover run() {
    cover_directory("", 0, items_.size(), false);
    SourceCover cover;
    cover.folders = std::move(whole_);
    singles_.move_to(cover.folders);
    std::stable_sort(cover.folders.begin(), cover.folders.end(), [](const auto& a, const auto& b) {
      return a.paths.size() > b.paths.size();
    });
    for (std::size_t i = k_most_source_folders; i < cover.folders.size(); ++i) {
      cover.left_out += cover.folders[i].paths.size();
    }
    cover.folders.resize(std::min(cover.folders.size(), k_most_source_folders));
    return cover;
  }

 private:
  static int rank(char c) { return c == '/' ? -1 : static_cast<unsigned char>(c); }

  // Without a slash at its end; "" is the root.
  bool may_be_whole(const std::string& directory, std::size_t begin, std::size_t end, bool in_package) const {
    if (is_system_directory(directory)) return false;
    const bool kept_apart =
        std::any_of(kept_apart_.begin(), kept_apart_.end(), [&](const std::string& apart) {
          return is_within(apart, directory);
        });
    if (kept_apart) return false;
    bool whole = false;
    bool package = false;
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t below = depth_of(items_[i].path) - depth_of(directory);
      whole = whole || below <= items_[i].whole_parents;
      package = package || base_name(items_[i].path) == "Cargo.toml";
    }
    return whole && (in_package || !package);
  }

  // NOLINTNEXTLINE(misc-no-recursion): as deep as the paths.
  void cover_directory(const std::string& directory, std::size_t begin, std::size_t end, bool in_package) {
    if (may_be_whole(directory, begin, end, in_package)) {
      take_whole(directory, begin, end);
      return;
    }
    const std::string manifest = directory + "/Cargo.toml";
    for (std::size_t i = begin; i < end; ++i) in_package = in_package || items_[i].path == manifest;
    for (std::size_t i = begin; i < end;) {
      const std::string& path = items_[i].path;
      const std::size_t slash = path.find('/', directory.size() + 1);
      if (slash == std::string::npos) {
        singles_.add(items_[i++]);
        continue;
      }
      const std::string child = path.substr(0, slash);
      const std::size_t first = i;
      while (i < end && items_[i].path.starts_with(child + "/")) ++i;
      cover_directory(child, first, i, in_package);
    }
  }

  void take_whole(const std::string& directory, std::size_t begin, std::size_t end) {
    SourceFolder folder;
    folder.directory = directory;
    for (std::size_t i = begin; i < end; ++i) {
      folder.paths.push_back(items_[i].path);
      folder.keys.emplace_back(items_[i].path.substr(directory.size() + 1), items_[i].key);
      folder.may_be_removed = folder.may_be_removed || items_[i].may_be_removed;
    }
    whole_.push_back(std::move(folder));
  }

  std::vector<CoverItem> items_;
  const std::vector<std::string>& kept_apart_;
  std::vector<SourceFolder> whole_;
  SingleFolders singles_;
};

}  // namespace

SourceCover cover_sources(std::vector<CoverItem> items, const std::vector<std::string>& kept_apart) {
  return Cover(std::move(items), kept_apart).run();
}

}  // namespace cb21
