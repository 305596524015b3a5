// SPDX-License-Identifier: Apache-2.0
#include "docker/program_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace cb21 {

bool is_program(const std::string& path) {
  struct stat info {};

  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && access(path.c_str(), X_OK) == 0;
}

}  // namespace cb21
