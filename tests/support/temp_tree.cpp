// SPDX-License-Identifier: Apache-2.0
#include "support/temp_tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace cb21::test {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t k_second = 1'000'000'000;

void check(int result, const std::string& path) {
  if (result != 0) throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

TempTree::TempTree() {
  std::string pattern = (fs::temp_directory_path() / "cb21-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) check(-1, pattern);
  root_ = fs::canonical(pattern).string();
}

TempTree::~TempTree() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

std::string TempTree::path(std::string_view relative) const {
  return relative.empty() ? root_ : root_ + "/" + std::string(relative);
}

std::string TempTree::write(std::string_view relative, std::string_view content) const {
  std::string full = path(relative);
  fs::create_directories(fs::path(full).parent_path());
  std::ofstream file(full, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (!file) throw std::runtime_error("cannot write " + full);
  return full;
}

std::string TempTree::directory(std::string_view relative) const {
  std::string full = path(relative);
  fs::create_directories(full);
  return full;
}

std::string TempTree::link(std::string_view relative, std::string_view target) const {
  std::string full = path(relative);
  fs::create_directories(fs::path(full).parent_path());
  check(symlink(std::string(target).c_str(), full.c_str()), full);
  return full;
}

std::string TempTree::fifo(std::string_view relative) const {
  std::string full = path(relative);
  fs::create_directories(fs::path(full).parent_path());
  check(mkfifo(full.c_str(), 0600), full);
  return full;
}

std::string TempTree::read(std::string_view relative) const {
  std::ifstream file(path(relative), std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path(relative));
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

void TempTree::remove(std::string_view relative) const { fs::remove_all(path(relative)); }

void TempTree::set_mode(std::string_view relative, unsigned mode) const {
  check(chmod(path(relative).c_str(), mode), path(relative));
}

void TempTree::set_mtime(std::string_view relative, std::int64_t nanoseconds) const {
  const timespec time{nanoseconds / k_second, nanoseconds % k_second};
  const std::array<timespec, 2> times{time, time};
  check(utimensat(AT_FDCWD, path(relative).c_str(), times.data(), AT_SYMLINK_NOFOLLOW), path(relative));
}

std::int64_t TempTree::mtime(std::string_view relative) const {
  struct stat info {};

  check(lstat(path(relative).c_str(), &info), path(relative));
  return info.st_mtim.tv_sec * k_second + info.st_mtim.tv_nsec;
}

void TempTree::edit_keeping_stat(std::string_view relative, std::string_view content) const {
  const std::int64_t before = mtime(relative);
  write(relative, content);
  set_mtime(relative, before);
}

}  // namespace cb21::test
