// SPDX-License-Identifier: Apache-2.0
// Where the context's files stand when the compiler starts: the COPY and ADD instructions of all stages that
// the compile stage needs, followed one by one with the files of a snapshot. RUN is not followed: what it
// changes shows when the stage is looked at.
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/snapshot.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {

struct PlacedFile {
  std::string stage_path;  // absolute
  std::size_t file = 0;    // index into Snapshot::files
  std::size_t line = 0;    // of the COPY
  // How many directories above it came whole out of the context (Placement::whole_parents).
  std::size_t whole_parents = 0;
  bool may_be_rewritten = false;  // a step lies between the COPY and the compiler
  bool may_be_removed = false;    // and it may take files away
};

struct PlacedFiles {
  std::size_t stage = 0;  // the compile stage
  // The point at which the files are to be looked at: before this line, that of the first RUN which compiles
  // once all files are there, or else of the next stage. 0: the end of the Dockerfile.
  std::size_t line = 0;
  std::vector<PlacedFile> files;              // sorted by stage_path; no links, no directories
  std::vector<std::size_t> excluded;          // files that a --exclude may have left out
  std::vector<std::string> work_directories;  // of RUNs up to the compiling one, cd followed; absolute
  std::vector<std::string> made_sources;      // .rs files that a RUN makes up; absolute
  std::string unknown;                        // a sentence, where it cannot be known what the compiler gets
  std::string gap;  // a sentence, where more may lie there than `files` says: "unknown" for absences only
};

// The names given by --build-context, as BuildContext has them. A stage of such a name is replaced by the
// context, and a stage's name wins over a context's otherwise (dockerfile2llb convert.go).
struct ContextNames {
  std::vector<std::string> local;  // their files are in the snapshot as "NAME:path"
  std::vector<std::string> other;  // images, remote contexts
};

// Whether the file is a compile input whose content a proof can compare.
bool is_compile_input(FileClass file_class);

PlacedFiles place_files(const Dockerfile& dockerfile,
                        std::size_t compile_stage,
                        const Snapshot& snapshot,
                        const ContextNames& contexts);

}  // namespace cb21
