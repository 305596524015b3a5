// SPDX-License-Identifier: Apache-2.0
#include "commands/scratch_folder.hpp"

#include "error.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace cb21 {

ScratchFolder::ScratchFolder() {
  std::error_code error;
  std::string pattern = (std::filesystem::temp_directory_path(error) / "cb21-XXXXXX").string();
  if (!error && mkdtemp(pattern.data()) != nullptr) path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  if (path_.empty()) return;
  for (const std::string& file : files_) unlink(file.c_str());
  rmdir(path_.c_str());
}

std::string ScratchFolder::file(std::string_view name) {
  if (path_.empty()) return {};
  files_.push_back(path_ + "/" + std::string(name));
  return files_.back();
}

std::string ScratchFolder::write(std::string_view name, std::string_view text) {
  std::string path = file(name);
  if (path.empty())
    throw Error("no folder for temporary files can be made: set TMPDIR to one that can be written");
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw Error(path + ": cannot be written: " + std::strerror(errno));
  return path;
}

}  // namespace cb21
