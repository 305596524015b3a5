// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_buffer_size = std::size_t{128} << 10;
constexpr std::int64_t k_second = 1'000'000'000;
constexpr const char* k_changed = "changed while it was read";

ssize_t read_some(int file, char* buffer, std::size_t size) {
  for (;;) {
    const ssize_t count = ::read(file, buffer, size);
    if (count >= 0 || errno != EINTR) return count;
  }
}

}  // namespace

FileReader::FileReader() : buffer_(new char[k_buffer_size]), capacity_(k_buffer_size) {}

std::optional<FileContent> FileReader::read(int open_file, Keep keep) {
  used_ = 0;
  if (open_file < 0) {
    problem_ = cannot_be_read(errno);
    return std::nullopt;
  }
  Fill filled = fill(open_file);
  while (filled == Fill::full && keep == Keep::text && capacity_ < k_longest_text) {
    grow();
    filled = fill(open_file);
  }
  if (filled == Fill::failed) return std::nullopt;
  if (filled == Fill::full) return read_long(open_file);
  const std::string_view text(buffer_.get(), used_);
  std::optional<FileContent> content = describe(digest_of(text), text.size());
  if (content) content->text = text;
  return content;
}

// Up to the file's end, or until the buffer is full. Two witnesses tell the end: a read that gave less than
// it was asked for, and a size asked for afterwards that equals what was read. Where they disagree (the file
// is being written to, or the file system does not know sizes), reading goes on until a read gives nothing.
FileReader::Fill FileReader::fill(int file) {
  while (used_ < capacity_) {
    const ssize_t count = read_some(file, buffer_.get() + used_, capacity_ - used_);
    if (count < 0) {
      problem_ = cannot_be_read(errno);
      return Fill::failed;
    }
    used_ += static_cast<std::size_t>(count);
    if (used_ == capacity_) break;
    if (!ask_size(file)) return Fill::failed;
    if (count == 0 || static_cast<std::uint64_t>(info_.st_size) == used_) return Fill::whole;
  }
  return Fill::full;
}

bool FileReader::ask_size(int file) {
  if (fstat(file, &info_) == 0) return true;
  problem_ = cannot_be_read(errno);
  return false;
}

void FileReader::grow() {
  const std::size_t capacity = std::min(capacity_ * 4, k_longest_text);
  std::unique_ptr<char[]> larger(new char[capacity]);  // NOLINT(modernize-avoid-c-arrays): as the member
  std::memcpy(larger.get(), buffer_.get(), used_);
  buffer_ = std::move(larger);
  capacity_ = capacity;
}

std::optional<FileContent> FileReader::read_long(int file) {
  // A file that grows as fast as it is read, or a device, would have no end.
  if (!ask_size(file)) return std::nullopt;
  const std::uint64_t most = S_ISREG(info_.st_mode) ? static_cast<std::uint64_t>(info_.st_size) : 0;
  StreamDigest digest;
  std::uint64_t size = 0;
  for (Fill filled = Fill::full;; filled = fill(file)) {
    if (filled == Fill::failed) return std::nullopt;
    digest.update({buffer_.get(), used_});
    size += used_;
    if (filled == Fill::whole || size > most) return describe(digest.value(), size);
    used_ = 0;
  }
}

// By what was asked after reading: where a writer comes between, the record holds an older content under a
// newer time, and the next comparison shows a difference.
std::optional<FileContent> FileReader::describe(const Digest& digest, std::uint64_t size) {
  if (!S_ISREG(info_.st_mode) || static_cast<std::uint64_t>(info_.st_size) != size) {
    problem_ = k_changed;
    return std::nullopt;
  }
  FileContent content;
  content.digest = digest;
  content.size = size;
  content.mtime_ns = info_.st_mtim.tv_sec * k_second + info_.st_mtim.tv_nsec;
  content.mode = info_.st_mode;
  return content;
}

std::string cannot_be_read(int error) { return "cannot be read: " + std::generic_category().message(error); }

Descriptor open_regular_file(const std::string& path) {
  struct stat info {};

  if (stat(path.c_str(), &info) != 0) return {};
  if (!S_ISREG(info.st_mode)) {
    errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    return {};
  }
  return Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
}

}  // namespace cb21
