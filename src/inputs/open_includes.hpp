// SPDX-License-Identifier: Apache-2.0
// Include macros whose file is not written out, as in include_str!(concat!("../pages/", $name)): which part
// of the context they may reach, so that all of it can be watched.
#pragma once

#include "inputs/directory_walk.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct OpenIncludes {
  std::vector<std::string> folders;  // as watch globs, each once
  bool anywhere = false;             // a folder is not known either

  bool none() const { return folders.empty() && !anywhere; }
};

// Of the tree's sources, but for those of vendored packages: cargo holds them against .cargo-checksum.json.
OpenIncludes find_open_includes(const WalkRoots& roots, const WalkedTree& tree);

}  // namespace cb21
