// SPDX-License-Identifier: Apache-2.0
#include "state/private_directory.hpp"

#include "error.hpp"
#include "escape.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

constexpr mode_t k_directory_mode = 0700;
constexpr mode_t k_file_mode = 0600;
constexpr mode_t k_others_write = S_IWGRP | S_IWOTH;
constexpr int k_directory_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int k_file_flags = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
constexpr std::int64_t k_largest_file = std::int64_t{1} << 30;
constexpr int k_most_attempts = 20;
constexpr std::string_view k_new_file = "new";

Error failure(std::string_view action, const std::string& path) {
  const int error_number = errno;
  return errno_error(action, escape(path), error_number);
}

Error refusal(const std::string& path, const std::string& why) { return Error(escape(path) + " " + why); }

struct stat stat_of(const Descriptor& file, const std::string& path) {
  struct stat info {};

  if (fstat(file.number(), &info) != 0) throw failure("look at", path);
  return info;
}

// "alice", or "user 1000" where the password file does not know it.
std::string user_name(uid_t user) {
  constexpr std::size_t k_most_of_an_entry = 16384;
  std::vector<char> buffer(k_most_of_an_entry);
  passwd entry{};
  passwd* found = nullptr;
  const int error = getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found);
  return error == 0 && found != nullptr ? escape(entry.pw_name) : "user " + std::to_string(user);
}

std::string whose(uid_t owner) {
  return "belongs to " + user_name(owner) + ", not to " + user_name(geteuid());
}

void check_private(const struct stat& info, const std::string& path) {
  if (info.st_uid != geteuid()) {
    throw refusal(path, whose(info.st_uid) + ": remove it or choose another state directory");
  }
  if ((info.st_mode & k_others_write) != 0) {
    throw refusal(path, "may be written to by others: remove it, or chmod go-w if it is trustworthy");
  }
}

// The folder on the way to `path` that lets this user in no further: the last one, if he may not make the
// next one in it. Nothing where none does.
std::optional<std::string> shut_folder(const std::string& path) {
  std::string folder = "/";
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    if (faccessat(AT_FDCWD, folder.c_str(), X_OK, AT_EACCESS) != 0) return folder;
    const std::string next = path.substr(0, slash);

    struct stat info {};

    if (stat(next.c_str(), &info) != 0) break;
    folder = next;
    if (slash == std::string::npos) break;
  }
  if (faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) != 0) return folder;
  return std::nullopt;
}

// What the system's "Permission denied" leaves open: whose folder it is.
void check_way(const std::string& path) {
  const std::optional<std::string> folder = path.starts_with('/') ? shut_folder(path) : std::nullopt;

  struct stat info {};

  if (!folder || stat(folder->c_str(), &info) != 0 || info.st_uid == geteuid()) return;
  throw refusal(*folder, whose(info.st_uid) + ": choose another state directory");
}

// Every missing directory above `path`; whether that worked shows when it is opened.
void make_parents(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    mkdir(path.substr(0, slash).c_str(), k_directory_mode);
  }
}

// Nothing if there is no such directory.
std::optional<Descriptor> open_private(int at, const std::string& name, const std::string& path) {
  Descriptor directory(openat(at, name.c_str(), k_directory_flags));
  if (!directory && errno == ENOENT) return std::nullopt;
  if (!directory) {
    const int error_number = errno;

    struct stat info {};

    const bool looked = fstatat(at, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0;
    if (looked && S_ISLNK(info.st_mode)) {
      throw refusal(path, "is a symbolic link: name the directory itself");
    }
    throw errno_error("open", escape(path), error_number);
  }
  check_private(stat_of(directory, path), path);
  return directory;
}

Descriptor make_private(int at, const std::string& name, const std::string& path) {
  for (int attempt = 0; attempt < k_most_attempts; ++attempt) {
    if (mkdirat(at, name.c_str(), k_directory_mode) != 0 && errno != EEXIST) throw failure("make", path);
    std::optional<Descriptor> directory = open_private(at, name, path);
    if (directory) return std::move(*directory);
  }
  throw refusal(path, "is removed as soon as it is made: end what removes it");
}

// One read() or write(), begun again when a signal came first.
template <typename Call>
std::size_t complete(Call call, std::string_view action, const std::string& path) {
  for (;;) {
    const ssize_t count = call();
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) throw failure(action, path);
  }
}

}  // namespace

PrivateDirectory::PrivateDirectory(Descriptor descriptor, std::string path)
    : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

PrivateDirectory PrivateDirectory::make(const std::string& path) {
  make_parents(path);
  check_way(path);
  return {make_private(AT_FDCWD, path, path), path};
}

std::optional<PrivateDirectory> PrivateDirectory::find(const std::string& path) {
  check_way(path);
  std::optional<Descriptor> directory = open_private(AT_FDCWD, path, path);
  if (!directory) return std::nullopt;
  return PrivateDirectory(std::move(*directory), path);
}

PrivateDirectory PrivateDirectory::make_below(const std::string& name) const {
  std::string path = path_ + "/" + name;
  Descriptor directory = make_private(descriptor_.number(), name, path);
  return {std::move(directory), std::move(path)};
}

std::optional<PrivateDirectory> PrivateDirectory::find_below(const std::string& name) const {
  std::string path = path_ + "/" + name;
  std::optional<Descriptor> directory = open_private(descriptor_.number(), name, path);
  if (!directory) return std::nullopt;
  return PrivateDirectory(std::move(*directory), std::move(path));
}

std::optional<std::string> PrivateDirectory::read(const std::string& name) const {
  const Descriptor file = open_file(name, O_RDONLY);
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file) throw failure("open", shown(name));
  const struct stat info = stat_of(file, shown(name));
  if (!S_ISREG(info.st_mode)) throw refusal(shown(name), "is not a regular file: remove it");
  check_private(info, shown(name));
  if (info.st_size > k_largest_file) throw refusal(shown(name), "is too large to be cb21's: remove it");
  std::string bytes(static_cast<std::size_t>(info.st_size) + 1, '\0');
  std::size_t length = 0;
  for (;;) {
    const auto call = [&] { return ::read(file.number(), &bytes[length], bytes.size() - length); };
    const std::size_t count = complete(call, "read", shown(name));
    length += count;
    if (count == 0 || length == bytes.size()) break;
  }
  bytes.resize(length);
  return bytes;
}

bool PrivateDirectory::exists(const std::string& name) const {
  struct stat info {};

  if (fstatat(descriptor_.number(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0) return true;
  if (errno != ENOENT) throw failure("look at", shown(name));
  return false;
}

void PrivateDirectory::replace(const std::string& name, std::string_view bytes) const {
  const std::string new_file(k_new_file);
  try {
    write_file(new_file, bytes);
    rename(new_file, name);
  } catch (const Error&) {
    unlinkat(descriptor_.number(), new_file.c_str(), 0);
    throw;
  }
}

void PrivateDirectory::probe() const {
  constexpr std::string_view k_text = "Whether the disk takes anything.\n";
  const std::string new_file(k_new_file);
  try {
    write_file(new_file, k_text);
  } catch (const Error&) {
    unlinkat(descriptor_.number(), new_file.c_str(), 0);
    throw;
  }
  remove(new_file);
}

void PrivateDirectory::check_writable() const {
  if (faccessat(descriptor_.number(), ".", W_OK, AT_EACCESS) != 0) throw failure("write in", path_);

  struct statvfs disk {};

  if (fstatvfs(descriptor_.number(), &disk) != 0) throw failure("look at the disk of", path_);
  if (disk.f_blocks > 0 && disk.f_bavail == 0) throw refusal(path_, "is on a disk that is full: make room");
}

void PrivateDirectory::rename(const std::string& from, const std::string& to) const {
  const int directory = descriptor_.number();
  if (renameat(directory, from.c_str(), directory, to.c_str()) != 0) throw failure("rename", shown(from));
}

bool PrivateDirectory::remove(const std::string& name) const {
  if (unlinkat(descriptor_.number(), name.c_str(), 0) == 0) return true;
  if (errno != ENOENT) throw failure("remove", shown(name));
  return false;
}

void PrivateDirectory::remove_directory(const std::string& name) const {
  const bool removed = unlinkat(descriptor_.number(), name.c_str(), AT_REMOVEDIR) == 0;
  const bool harmless = removed || errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST;
  if (!harmless) throw failure("remove", shown(name));
}

void PrivateDirectory::sync() const { fsync(descriptor_.number()); }

std::optional<Descriptor> PrivateDirectory::try_lock(const std::string& name) const {
  Descriptor file = open_file(name, O_RDWR | O_CREAT);
  if (!file && errno == ENOENT) return std::nullopt;  // the directory itself was removed
  if (!file) throw failure("open the lock", shown(name));
  if (flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK || errno == EINTR) return std::nullopt;
    throw failure("lock", shown(name));
  }
  const struct stat locked = stat_of(file, shown(name));

  struct stat present {};

  const bool there = fstatat(descriptor_.number(), name.c_str(), &present, AT_SYMLINK_NOFOLLOW) == 0;
  if (!there || present.st_ino != locked.st_ino) return std::nullopt;
  return file;
}

Descriptor PrivateDirectory::open_file(const std::string& name, int flags) const {
  return Descriptor(openat(descriptor_.number(), name.c_str(), flags | k_file_flags, k_file_mode));
}

void PrivateDirectory::write_file(const std::string& name, std::string_view bytes) const {
  remove(name);  // what a killed run left
  const Descriptor file = open_file(name, O_WRONLY | O_CREAT | O_EXCL);
  if (!file) throw failure("write", shown(name));
  while (!bytes.empty()) {
    const auto call = [&] { return ::write(file.number(), bytes.data(), bytes.size()); };
    bytes.remove_prefix(complete(call, "write", shown(name)));
  }
}

std::string PrivateDirectory::shown(const std::string& name) const { return path_ + "/" + name; }

}  // namespace cb21
