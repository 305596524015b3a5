// SPDX-License-Identifier: Apache-2.0
#include "commands/scratch_folder.hpp"

#include "docker/abandoned_folders.hpp"
#include "docker/shared_places.hpp"
#include "error.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

namespace cb21 {

namespace {

std::vector<std::string> places(const Setup& setup) {
  std::vector<std::string> folders{temporary_files_folder()};
  if (!setup.state_directory.empty())
    folders.push_back(std::filesystem::absolute(setup.state_directory).string());
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime == '/') folders.emplace_back(runtime);
  for (std::string& folder : last_resort_folders()) folders.push_back(std::move(folder));
  return folders;
}

// A full disk may still take a folder.
bool takes_a_file(const std::string& folder) {
  constexpr std::size_t k_size = 4096;
  const std::string path = folder + "/probe";
  std::ofstream file(path, std::ios::binary);
  file << std::string(k_size, 'x');
  file.close();
  unlink(path.c_str());
  return bool(file);
}

}  // namespace

ScratchFolder::ScratchFolder(const Setup& setup) {
  for (const std::string& place : places(setup)) {
    std::string folder = place + "/cb21-XXXXXX";
    if (mkdtemp(folder.data()) == nullptr) continue;
    if (takes_a_file(folder) && setup.client.sees(place)) {
      path_ = folder;
      lock_ = lock_folder(folder);
      remove_abandoned_folders(place);
      return;
    }
    rmdir(folder.c_str());
  }
}

ScratchFolder::~ScratchFolder() {
  if (path_.empty()) return;
  for (const std::string& file : files_) unlink(file.c_str());
  unlink(folder_lock(path_).c_str());
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
