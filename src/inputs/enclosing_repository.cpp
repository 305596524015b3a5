// SPDX-License-Identifier: Apache-2.0
#include "inputs/enclosing_repository.hpp"

#include <filesystem>
#include <system_error>

namespace cb21 {

std::string enclosing_repository(const std::string& folder) {
  for (std::filesystem::path root(folder);; root = root.parent_path()) {
    std::error_code ignored;
    if (std::filesystem::exists(root / ".git", ignored)) return root.string();
    if (root == root.parent_path()) return folder;
  }
}

}  // namespace cb21
