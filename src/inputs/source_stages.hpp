// SPDX-License-Identifier: Apache-2.0
// Dockerfile texts with a stage that collects sources: as the compile stage has them just before the compiler
// starts, or as BuildKit's copy of the context has them. The layers before are the user's own, so docker
// takes them from its cache, which goes by what a step does and not by the text. Each COPY fills a directory
// of its own, "/0/", "/1/", ...
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/placed_files.hpp"
#include "inputs/snapshot.hpp"
#include "inputs/source_cover.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct SourceStages {
  std::string text;
  std::string target;                 // the stage to build
  std::vector<SourceFolder> folders;  // that of "/N/" is folders[N]; its keys say whose content is there
  std::size_t left_out = 0;           // files that cannot be looked at
};

// The lines before that one, counted from 1; all of them for 0.
std::string_view text_before(std::string_view text, std::size_t line);

// `tolerant`: docker must not fail even where a file is missing that nothing seems to have taken away; for a
// second try, since docker then walks large directories. Keys are stage paths.
SourceStages compile_stage_sources(std::string_view dockerfile_text,
                                   const Dockerfile& dockerfile,
                                   const PlacedFiles& placed,
                                   const Snapshot& snapshot,
                                   bool tolerant);

// Never fails for a missing file. Keys are the snapshot's paths.
SourceStages context_sources(const Dockerfile& dockerfile,
                             const Snapshot& snapshot,
                             const ContextNames& contexts);

}  // namespace cb21
