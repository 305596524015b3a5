// SPDX-License-Identifier: Apache-2.0
// Which class a file is of, by its name and by what the user watches.
#pragma once

#include "inputs/file_entry.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/ignore_rules.hpp"

#include <functional>
#include <optional>
#include <set>
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

// What counts as an input beside the files whose names say so.
struct FurtherInputs {
  std::vector<std::string> watch;  // globs in .dockerignore syntax
  bool whole_context = false;
  bool without_git = false;  // of the whole context, all but what lies in the .git folder at a root
  std::set<std::string, std::less<>> compiled_in;  // paths relative to their root
  // Base names that count as compiled_in wherever they lie: for a search.
  std::set<std::string, std::less<>> names;
};

class FileClassifier {
 public:
  // Throws Error (usage) for a glob that docker would not read.
  explicit FileClassifier(FurtherInputs further);

  // Of a file or of a link to one; nothing for a file that is no input. `path` is relative to its root.
  std::optional<Classification> classify(std::string_view path) const;

  // Without the globs and the scope. `folder` is the path of the directory that `name` is in.
  static std::optional<Classification> classify_name(std::string_view folder, std::string_view name);

  // Whether the name alone, without its path, can show a file to be no input.
  bool names_suffice() const {
    return watch_.empty() && !further_.whole_context && further_.compiled_in.empty() &&
           further_.names.empty();
  }

 private:
  bool is_compiled_in(std::string_view path) const;

  FurtherInputs further_;
  IgnoreRules watch_;
};

}  // namespace cb21
