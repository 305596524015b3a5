// SPDX-License-Identifier: Apache-2.0
#include "evidence/image_tree.hpp"

#include "inputs/path_name.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

constexpr int k_most_links = 40;

bool is_directory(const ImageFiles& files, const std::string& path) {
  const auto found = files.find(path);
  if (found != files.end()) return found->second.type == ImageFile::Type::directory;
  const auto below = files.lower_bound(with_slash(path));
  return below != files.end() && below->first.starts_with(with_slash(path));
}

// The first component of a path, taken off it; what is left begins with a slash or is empty.
std::string take_component(std::string& path) {
  const std::size_t begin = std::min(path.find_first_not_of('/'), path.size());
  const std::size_t end = std::min(path.find('/', begin), path.size());
  std::string component = path.substr(begin, end - begin);
  path.erase(0, end);
  return component;
}

// The way along a path, component by component.
class Walk {
 public:
  Walk(const ImageTree& tree, std::string_view path) : tree_(tree), rest_(path) {}

  std::string run() {
    while (!rest_.empty()) {
      if (!step(take_component(rest_))) return {};
    }
    return reached_.empty() ? "/" : reached_;
  }

 private:
  // False where it leads nowhere.
  bool step(const std::string& component) {
    if (component.empty() || component == ".") return true;
    if (component == "..") {
      reached_ = parent_path(reached_);
      return true;
    }
    std::string next = reached_;
    next.append("/").append(component);
    const ImageFile* file = tree_.find(next);
    if (file != nullptr && file->type == ImageFile::Type::symlink) return follow(*file);
    if ((file == nullptr || !rest_.empty()) && !is_directory(tree_.files, next)) return false;
    reached_ = std::move(next);
    return true;
  }

  bool follow(const ImageFile& link) {
    if (link.link_target.empty() || ++links_ > k_most_links) return false;
    if (link.link_target.starts_with('/')) reached_.clear();
    rest_.insert(0, link.link_target);
    return true;
  }

  const ImageTree& tree_;
  std::string rest_;
  std::string reached_;  // a directory, empty for the root
  int links_ = 0;
};

}  // namespace

std::string ImageTree::resolve(std::string_view path) const {
  return path.starts_with('/') ? Walk(*this, path).run() : std::string();
}

const ImageFile* ImageTree::find(std::string_view path) const {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

}  // namespace cb21
