// SPDX-License-Identifier: Apache-2.0
#include "docker/abandoned_folders.hpp"

#include <re2/re2.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr std::time_t k_old_seconds = 3600;
constexpr mode_t k_private = 0700;
constexpr mode_t k_permissions = 07777;

bool is_named_by_us(std::string_view name) {
  static const RE2 k_name("cb21-(?:probe-)?[A-Za-z0-9]{6}");
  return RE2::FullMatch(re2::StringPiece(name.data(), name.size()), k_name);
}

bool is_held(const std::string& folder, const struct stat& facts) {
  const Descriptor lock(open(folder_lock(folder).c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
  if (lock) return flock(lock.number(), LOCK_EX | LOCK_NB) != 0;
  return std::time(nullptr) - facts.st_mtim.tv_sec < k_old_seconds;
}

bool is_abandoned(const std::string& folder) {
  struct stat facts {};

  if (lstat(folder.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode)) return false;
  const bool ours = facts.st_uid == geteuid() && (facts.st_mode & k_permissions) == k_private;
  return ours && !is_held(folder, facts);
}

}  // namespace

std::string folder_lock(const std::string& folder) { return folder + "/lock"; }

Descriptor lock_folder(const std::string& folder) {
  constexpr mode_t k_mode = 0600;
  Descriptor lock(
      open(folder_lock(folder).c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, k_mode));
  if (lock && flock(lock.number(), LOCK_EX | LOCK_NB) != 0) lock.reset();
  return lock;
}

void remove_abandoned_folders(const std::string& place) {
  std::error_code error;
  for (fs::directory_iterator entry(place, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const std::string folder = entry->path().string();
    std::error_code ignored;
    if (is_named_by_us(entry->path().filename().string()) && is_abandoned(folder))
      fs::remove_all(folder, ignored);
  }
}

}  // namespace cb21
