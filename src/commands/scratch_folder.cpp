// SPDX-License-Identifier: Apache-2.0
#include "commands/scratch_file.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace cb21 {

ScratchFile::ScratchFile() {
  std::error_code error;
  std::string pattern = (std::filesystem::temp_directory_path(error) / "cb21-XXXXXX").string();
  if (error || mkdtemp(pattern.data()) == nullptr) return;
  folder_ = pattern;
  path_ = folder_ + "/iid";
}

ScratchFile::~ScratchFile() {
  if (folder_.empty()) return;
  unlink(path_.c_str());
  rmdir(folder_.c_str());
}

}  // namespace cb21
