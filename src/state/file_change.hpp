// SPDX-License-Identifier: Apache-2.0
// How one file differs from a record.
#pragma once

#include "inputs/file_entry.hpp"

#include <string>
#include <string_view>

namespace cb21 {

// Whether it matters or not; for explanations.
struct FileChange {
  enum class Kind { changed, added, removed, touched };
  Kind kind;
  std::string path;
  FileClass file_class;
  bool same_stat = false;  // a file whose content differs while size, mtime and mode do not

  friend bool operator==(const FileChange&, const FileChange&) = default;
};

// "changed", "added", "removed", or "touched" where only times or mode differ.
std::string_view change_name(FileChange::Kind kind);

}  // namespace cb21
