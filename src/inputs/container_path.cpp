// SPDX-License-Identifier: Apache-2.0
#include "inputs/container_path.hpp"

#include "word_list.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace cb21 {
namespace {

std::string_view without_slash(std::string_view path) {
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  return path;
}

void append_component(std::vector<std::string_view>& components, std::string_view component) {
  if (component.empty() || component == ".") return;
  if (component != "..") {
    components.push_back(component);
  } else if (!components.empty()) {
    components.pop_back();
  }
}

}  // namespace

std::string absolute_path(std::string_view directory, std::string_view path, TrailingSlash slash) {
  std::string whole;
  if (path.substr(0, 1) != "/") whole = std::string(directory) + "/";
  whole += path;
  std::vector<std::string_view> components;
  for (std::size_t start = 0; start < whole.size();) {
    const std::size_t end = std::min(whole.find('/', start), whole.size());
    append_component(components, std::string_view(whole).substr(start, end - start));
    start = end + 1;
  }
  std::string result;
  for (const std::string_view component : components) {
    result += '/';
    result += component;
  }
  const bool keep = slash == TrailingSlash::keep && (path.empty() || path == "." || path.back() == '/');
  if (result.empty() || keep) result += '/';
  return result;
}

bool is_within(std::string_view path, std::string_view directory) {
  path = without_slash(path);
  directory = without_slash(directory);
  if (path.substr(0, directory.size()) != directory) return false;
  return path.size() == directory.size() || path[directory.size()] == '/';
}

bool is_known_directory(std::string_view path) {
  return is_one_of(path,
                   {"/",
                    "/bin",
                    "/etc",
                    "/home",
                    "/lib",
                    "/opt",
                    "/root",
                    "/sbin",
                    "/srv",
                    "/tmp",
                    "/usr/bin",
                    "/usr/local/bin",
                    "/usr/local/sbin",
                    "/usr/local/src",
                    "/usr/sbin",
                    "/usr/src",
                    "/var"});
}

}  // namespace cb21
