// SPDX-License-Identifier: Apache-2.0
#include "inputs/directory_reader.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace cb21 {
namespace {

constexpr std::size_t k_buffer_size = std::size_t{64} << 10;

unsigned char type_on_disk(int directory, const char* name) {
  struct stat info {};

  if (fstatat(directory, name, &info, AT_SYMLINK_NOFOLLOW) != 0) return DT_REG;  // opening it tells why
  return static_cast<unsigned char>(IFTODT(info.st_mode));
}

}  // namespace

NameKind name_kind(int directory, const char* name, unsigned char type) {
  switch (type == DT_UNKNOWN ? type_on_disk(directory, name) : type) {
    case DT_REG:
      return NameKind::regular;
    case DT_DIR:
      return NameKind::directory;
    case DT_LNK:
      return NameKind::link;
    default:
      return NameKind::special;
  }
}

DirectoryReader::DirectoryReader() : buffer_(new std::byte[k_buffer_size]) {}

void DirectoryReader::start(int directory) {
  directory_ = directory;
  position_ = 0;
  filled_ = 0;
  error_ = 0;
}

bool DirectoryReader::fill() {
  const ssize_t count = getdents64(directory_, buffer_.get(), k_buffer_size);
  error_ = count < 0 ? errno : 0;
  position_ = 0;
  filled_ = count < 0 ? 0 : static_cast<std::size_t>(count);
  return count > 0;
}

bool DirectoryReader::next(DirectoryName& entry) {
  while (position_ < filled_ || fill()) {
    // The kernel aligns every record to eight bytes.
    const auto* record = reinterpret_cast<const dirent64*>(buffer_.get() + position_);
    position_ += record->d_reclen;
    const std::string_view name(&record->d_name[0]);
    if (name == "." || name == "..") continue;
    entry = {name, name_kind(directory_, name.data(), record->d_type)};
    return true;
  }
  return false;
}

}  // namespace cb21
