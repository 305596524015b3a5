// SPDX-License-Identifier: Apache-2.0
#include "docker/shared_places.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace cb21 {

std::string temporary_files_folder() {
  const char* configured = std::getenv("TMPDIR");
  return configured != nullptr && *configured == '/' ? configured : "/tmp";
}

std::vector<std::string> last_resort_folders() {
  std::vector<std::string> folders;
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') {
    std::error_code ignored;
    std::string common = std::string(home) + "/snap/docker/common";
    if (std::filesystem::is_directory(common, ignored)) folders.push_back(std::move(common));
  }
  folders.emplace_back("/tmp");
  return folders;
}

}  // namespace cb21
