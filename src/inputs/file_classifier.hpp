// SPDX-License-Identifier: Apache-2.0
// Which class a file is of, by its name and by what the user watches.
#pragma once

#include "inputs/file_entry.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/ignore_rules.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct Classification {
  FileClass file_class = FileClass::other;
  bool manifest = false;  // a Cargo.toml whose dependency tables do not count
};

// Whether the text of such a file is looked into, not only hashed.
Keep wanted_text(const Classification& classification);

// `path` as it is to stand in the snapshot.
FileEntry make_file_entry(std::string path, const Classification& classification, const FileContent& content);

class FileClassifier {
 public:
  // Throws Error (usage) for a glob that docker would not read.
  FileClassifier(const std::vector<std::string>& watch, bool whole_context);

  // Of a file or of a link to one; nothing for a file that is no input. `path` is relative to its root.
  std::optional<Classification> classify(std::string_view path) const;

  // Without the globs and the scope. `folder` is the path of the directory that `name` is in.
  static std::optional<Classification> classify_name(std::string_view folder, std::string_view name);

  // Whether the name alone, without its path, can show a file to be no input.
  bool names_suffice() const { return watch_.empty() && !whole_context_; }

 private:
  IgnoreRules watch_;
  bool whole_context_;
};

}  // namespace cb21
