// SPDX-License-Identifier: Apache-2.0
#include "inputs/path_name.hpp"

#include <cstddef>

namespace cb21 {

std::string_view parent_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view base_name(std::string_view path) {
  if (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

std::string join_path(std::string_view directory, std::string_view name) {
  if (directory.empty() || name.empty()) return std::string(directory.empty() ? name : directory);
  return with_slash(directory).append(name);
}

std::string with_slash(std::string_view path) {
  std::string whole(path);
  if (!whole.ends_with('/')) whole += '/';
  return whole;
}

}  // namespace cb21
