// SPDX-License-Identifier: Apache-2.0
// The files around a build that no compiler reads: documentation, CI, scripts. Somebody else's, so no link is
// followed, nothing blocks, and nothing is read without end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// Longer files are nobody's handwriting and are passed over.
constexpr std::size_t k_longest_project_file = std::size_t{1} << 20;

// The text of a regular file at `path` below `root`; nothing where there is none or the path is absolute,
// where it is longer than k_longest_project_file, or where it holds a NUL.
std::optional<std::string> project_file_text(const std::string& root, const std::string& path);

struct FileListing {
  std::string folder;         // below the root; empty for the root itself
  std::size_t levels = 0;     // of folders below it that are entered
  std::size_t longest = 500;  // files; what lies beyond is passed over
};

// The paths, relative to `root` and sorted, of the regular files in a folder. Folders whose name begins with
// a dot are not entered, nor are target and node_modules.
std::vector<std::string> project_files(const std::string& root, const FileListing& listing);

// "service" and "Dockerfile" joined; the name alone where the folder is empty.
std::string path_below(std::string_view folder, std::string_view name);

}  // namespace cb21
