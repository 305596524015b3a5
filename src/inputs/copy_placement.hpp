// SPDX-License-Identifier: Apache-2.0
// Where one COPY or ADD puts files that are known to lie somewhere: docker's rules, followed with the files
// at hand. As BuildKit has it (frontend/dockerfile/dockerfile2llb convert.go dispatchCopy, tonistiigi/fsutil
// copy.go): a directory's content is copied, not the directory; a pattern matches component by component; a
// source that names nothing is nothing.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct Placement {
  std::size_t file = 0;  // index into Snapshot::files
  std::size_t line = 0;  // of the COPY that put it there; 0 in a context
  // How many directories above it came whole out of the context: for src/a/b.rs of `COPY . /app`, 2, for
  // /app/src/a and /app/src. 0 for a file that was copied by itself.
  std::size_t whole_parents = 0;
  std::size_t runs = 0;      // RUNs before it in its stage and that stage's bases
  std::size_t removals = 0;  // of those, the ones that may take files away
  bool altered = false;      // a RUN came after it in a stage that it was copied from
};

// Absolute path in a context or stage -> what lies there.
using Placements = std::map<std::string, Placement>;

struct CopyEffect {
  Placements files;                   // by destination; only file and whole_parents differ from the origin's
  std::vector<std::size_t> excluded;  // files that --exclude may have left out
};

// `is_directory` answers for a destination without a slash at its end. Throws Error for a pattern of
// --parents or --exclude that docker would refuse.
CopyEffect copy_files(const Placements& from,
                      const CopyInstruction& copy,
                      const std::function<bool(const std::string&)>& is_directory);

// Whether something of `from` lies where `source` may lead, whatever the variable in it stands for.
bool may_name_files(const Placements& from, std::string_view source);

}  // namespace cb21
