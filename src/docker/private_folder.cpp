// SPDX-License-Identifier: Apache-2.0
#include "docker/private_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace cb21 {

Descriptor open_private_folder(const std::string& path) {
  Descriptor opened(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));

  struct stat info {};

  if (!opened || fstat(opened.number(), &info) != 0) return {};
  const bool is_private = info.st_uid == geteuid() && (info.st_mode & 0077U) == 0;
  return is_private ? std::move(opened) : Descriptor();
}

Descriptor make_private_folder(const std::string& path) {
  mkdir(path.c_str(), 0700);
  return open_private_folder(path);
}

}  // namespace cb21
