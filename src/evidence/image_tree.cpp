// SPDX-License-Identifier: Apache-2.0
#include "evidence/image_tree.hpp"

#include "inputs/path_name.hpp"

#include <algorithm>

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

}  // namespace

std::string ImageTree::resolve(std::string_view path) const {
  if (!path.starts_with('/')) return {};
  std::string rest(path);
  std::string reached;  // a directory, empty for the root
  int links = 0;
  while (!rest.empty()) {
    const std::string component = take_component(rest);
    if (component.empty() || component == ".") continue;
    if (component == "..") {
      reached = parent_path(reached);
      continue;
    }
    const std::string next = reached + '/' + component;
    const ImageFile* file = find(next);
    if (file != nullptr && file->type == ImageFile::Type::symlink) {
      if (file->link_target.empty() || ++links > k_most_links) return {};
      if (file->link_target.starts_with('/')) reached.clear();
      rest.insert(0, file->link_target);
      continue;
    }
    if ((file == nullptr || !rest.empty()) && !is_directory(files, next)) return {};
    reached = next;
  }
  return reached.empty() ? "/" : reached;
}

const ImageFile* ImageTree::find(std::string_view path) const {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

}  // namespace cb21
