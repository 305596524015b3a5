// SPDX-License-Identifier: Apache-2.0
#include "docker/isolation.hpp"

#include "descriptor.hpp"
#include "docker/private_folder.hpp"
#include "docker/random_name.hpp"
#include "docker/shared_places.hpp"

#include <fmt/format.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_name_limit = 64;
constexpr std::size_t k_key_digits = 12;
constexpr std::size_t k_directory_digits = 8;
constexpr std::size_t k_generation_digits = 16;
constexpr std::time_t k_superseded_seconds = 86'400;
constexpr std::time_t k_forgotten_seconds = 30 * k_superseded_seconds;

std::string printable_name(const std::string& directory) {
  std::string name = fs::path(directory).filename().string().substr(0, k_name_limit);
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '_' || c == '-';
    if (!plain) c = '_';
  }
  return name.empty() ? "root" : name;
}

std::string link_name(const std::string& directory, std::string_view key, std::string_view generation) {
  const std::string own = fmt::format("{:016x}", XXH3_64bits(directory.data(), directory.size()));
  return fmt::format("{}-{}{}-{}",
                     printable_name(directory),
                     key.substr(0, k_key_digits),
                     own.substr(0, k_directory_digits),
                     generation);
}

bool points_to(const Descriptor& folder, const std::string& name, const std::string& target) {
  std::string found(target.size() + 1, '\0');
  const ssize_t length = readlinkat(folder.number(), name.c_str(), found.data(), found.size());
  return length == static_cast<ssize_t>(target.size()) && found.compare(0, target.size(), target) == 0;
}

// Its mtime tells the sweep that it is in use.
bool make_link(const Descriptor& folder, const std::string& name, const std::string& target) {
  if (!folder) return false;
  if (points_to(folder, name, target)) {
    utimensat(folder.number(), name.c_str(), nullptr, AT_SYMLINK_NOFOLLOW);
    return true;
  }
  const std::string part = "." + draw_random_name();
  if (symlinkat(target.c_str(), folder.number(), part.c_str()) != 0) return false;
  if (renameat(folder.number(), part.c_str(), folder.number(), name.c_str()) == 0) return true;
  unlinkat(folder.number(), part.c_str(), 0);
  return false;
}

std::string own_folder_in(const std::string& folder) { return fmt::format("{}/cb21-{}", folder, geteuid()); }

// Where links are kept from one run to the next, best first.
std::vector<std::string> lasting_folders(const std::string& state_directory) {
  std::vector<std::string> folders;
  if (!state_directory.empty()) folders.push_back(fs::absolute(state_directory).string() + "/links");
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime == '/') folders.push_back(std::string(runtime) + "/cb21");
  folders.push_back(own_folder_in(temporary_files_folder()));
  return folders;
}

// Where another user took the lasting one's name.
std::string make_temporary_folder() {
  std::string folder = temporary_files_folder() + "/cb21-XXXXXX";
  return mkdtemp(folder.data()) == nullptr ? std::string() : folder;
}

// The tail of a name that link_name made: -KEY-GENERATION; empty for any other.
std::string_view tail_of(std::string_view name) {
  constexpr std::size_t k_tail = 2 + k_key_digits + k_directory_digits + k_generation_digits;
  if (name.size() <= k_tail) return {};
  const std::string_view tail = name.substr(name.size() - k_tail);
  const bool ours = tail.front() == '-' && tail[k_tail - k_generation_digits - 1] == '-';
  return ours ? tail : std::string_view();
}

// For how long a link may be unused; a removed one is made again when it is wanted.
std::time_t patience(std::string_view tail, std::string_view key, std::string_view generation) {
  const bool superseded = tail.substr(1, k_key_digits) == key.substr(0, k_key_digits) &&
                          tail.substr(tail.size() - k_generation_digits) != generation;
  return superseded ? k_superseded_seconds : k_forgotten_seconds;
}

void sweep_folder(const std::string& path, std::string_view key, std::string_view generation) {
  const Descriptor folder = open_private_folder(path);
  if (!folder) return;
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(path.c_str()), closedir);
  if (!entries) return;
  const std::time_t now = std::time(nullptr);
  while (const dirent* entry = readdir(entries.get())) {
    const char* const name = &entry->d_name[0];
    const std::string_view tail = tail_of(name);

    struct stat info {};

    if (!tail.empty() && fstatat(folder.number(), name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(info.st_mode) && info.st_mtime < now - patience(tail, key, generation)) {
      unlinkat(folder.number(), name, 0);
    }
  }
}

}  // namespace

std::optional<std::string> isolated_name(const std::string& directory,
                                         std::string_view key,
                                         std::string_view generation,
                                         const std::string& state_directory,
                                         const std::function<bool(const std::string& folder)>& docker_sees) {
  std::error_code error;
  const std::string target = fs::canonical(directory, error).string();
  if (error) return std::nullopt;
  const std::string name = link_name(target, key, generation);
  if (!state_directory.empty()) mkdir(state_directory.c_str(), 0700);
  const auto link_in = [&](const std::string& path) {
    const Descriptor folder = make_private_folder(path);
    return folder && docker_sees(path) && make_link(folder, name, target);
  };
  for (const std::string& path : lasting_folders(state_directory)) {
    if (link_in(path)) return fs::path(path) / name;
  }
  if (docker_sees(temporary_files_folder())) {
    const std::string path = make_temporary_folder();
    if (make_link(open_private_folder(path), name, target)) return fs::path(path) / name;
  }
  for (const std::string& folder : last_resort_folders()) {
    const std::string path = own_folder_in(folder);
    if (link_in(path)) return fs::path(path) / name;
  }
  return std::nullopt;
}

void sweep_isolated_names(const std::string& state_directory,
                          std::string_view key,
                          std::string_view generation) {
  std::vector<std::string> folders = lasting_folders(state_directory);
  for (const std::string& folder : last_resort_folders()) folders.push_back(own_folder_in(folder));
  for (const std::string& path : folders) sweep_folder(path, key, generation);
}

}  // namespace cb21
