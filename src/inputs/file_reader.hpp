// SPDX-License-Identifier: Apache-2.0
// Regular files read to their end and hashed, one after another through one buffer. Never blocks and never
// reads without end, whatever a name turns out to be.
#pragma once

#include "descriptor.hpp"
#include "inputs/digest.hpp"

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct FileContent {
  Digest digest;
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint32_t mode = 0;
  std::optional<std::string_view> text;  // all of it, valid until the next read; absent if too long to keep
};

// What the reader does with a file longer than its buffer.
enum class Keep {
  digest,  // hash it piece by piece
  text,    // hold all of it, up to FileReader::k_longest_text
};

class FileReader {
 public:
  static constexpr std::size_t k_longest_text = std::size_t{64} << 20;

  FileReader();

  // Nothing if the file cannot be read whole, and problem() then ends a sentence that begins with its path.
  // `open_file` is the result of open(), also a failed one (errno as it left it); it stays open.
  std::optional<FileContent> read(int open_file, Keep keep);

  const std::string& problem() const { return problem_; }

 private:
  enum class Fill { whole, full, failed };

  Fill fill(int file);
  bool ask_size(int file);
  void grow();
  std::optional<FileContent> read_long(int file);
  std::optional<FileContent> describe(const Digest& digest, std::uint64_t size);

  std::unique_ptr<char[]> buffer_;  // NOLINT(modernize-avoid-c-arrays): uninitialised on purpose
  std::size_t capacity_;
  std::size_t used_ = 0;

  struct stat info_ {};

  std::string problem_;
};

std::string cannot_be_read(int error);  // "cannot be read: Permission denied"

// For the user's own files: opens the regular file that `path` leads to, through links. A FIFO is not opened,
// since a shell's process substitution can be read only once. On failure -1, with errno set.
Descriptor open_regular_file(const std::string& path);

}  // namespace cb21
