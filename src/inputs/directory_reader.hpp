// SPDX-License-Identifier: Apache-2.0
// The names in an open directory, with what each is and no system call per name.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace cb21 {

enum class NameKind { regular, directory, link, special };

struct DirectoryName {
  std::string_view name;  // ends in '\0' in memory; valid until the next call
  NameKind kind = NameKind::special;
};

// One buffer for any number of directories, one after another.
class DirectoryReader {
 public:
  DirectoryReader();

  void start(int directory);

  // False at the end or on an error, which error() then tells; "." and ".." are left out.
  bool next(DirectoryName& entry);

  int error() const { return error_; }

 private:
  bool fill();

  std::unique_ptr<std::byte[]> buffer_;  // NOLINT(modernize-avoid-c-arrays): uninitialised on purpose
  std::size_t position_ = 0;
  std::size_t filled_ = 0;
  int directory_ = -1;
  int error_ = 0;
};

// `type` is a dirent's d_type; some file systems leave it DT_UNKNOWN, and only then is the file asked.
NameKind name_kind(int directory, const char* name, unsigned char type);

}  // namespace cb21
