// SPDX-License-Identifier: Apache-2.0
// The files that a Rust source names and that are compiled into the binary with it. Promises to name every
// path that is written out in the source, and for every other the folder that is; never fails, and takes
// linear time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// A file named by include!, include_str!, include_bytes! or #[path = "..."].
struct IncludedFile {
  std::string path;                // as written, concat! applied
  bool from_manifest_dir = false;  // began with env!("CARGO_MANIFEST_DIR") and a slash, which `path` leaves
                                   // out: relative to the crate, else to the source file
  bool open = false;  // the rest is not written out (a macro's parameter, a call): some file in the folder
                      // `path`; where that is empty or absolute, any file
};

// What begins with env!("OUT_DIR") is made by the build, and left out.
std::vector<IncludedFile> find_included_files(std::string_view source);

}  // namespace cb21
