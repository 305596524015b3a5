// SPDX-License-Identifier: Apache-2.0
// A file that is made only where there is none.
#pragma once

#include <string>
#include <string_view>

namespace cb21 {

enum class Creation {
  written,
  unchanged,  // a regular file with that very text was there already
  occupied,   // something else bears the name: left as it is
};

// Makes `path`, relative and clean, below the folder `root`, and the folders on the way to it. Nothing is
// overwritten, and no link below root is followed, be it the last component (then occupied) or a folder (then
// an Error). A file that cannot be written to its end is removed again. Throws Error, naming the file.
Creation create_file(const std::string& root, const std::string& path, std::string_view text);

// Whether create_file would find the name occupied; makes nothing.
bool is_occupied(const std::string& root, const std::string& path, std::string_view text);

}  // namespace cb21
