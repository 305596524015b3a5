// SPDX-License-Identifier: Apache-2.0
// The Dockerfile cut open: a copy of its text in which every source is touched before cargo builds, so that
// cargo compiles the project's own crates again whatever it thinks is fresh, and a last stage that hands out
// what came of it. All lines before the touch are the user's, so their layers come from the cache; the
// instructions behind it are the user's too, with their own flags and mounts.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// A file or directory that the last stage holds below "N/", N its index.
struct RecompiledSource {
  std::string source;      // absolute in the stage it is copied from; may hold wildcards
  std::string image_path;  // where the image has it; ends with '/' where the name is the source's own
};

struct RecompileStages {
  std::string obstacle;  // why it cannot be done, a sentence's end; then everything else is empty
  std::string dockerfile;
  std::string target;
  std::vector<RecompiledSource> sources;
};

struct RecompileQuestion {
  std::string_view text;         // of the Dockerfile
  const Dockerfile& dockerfile;  // the same, parsed
  std::string_view target;
  std::string_view nonce;             // hexadecimal digits; another one compiles again
  std::vector<std::string> binaries;  // in the image, absolute: where the image is the compile stage itself
};

// Never fails. Inconclusive by an obstacle: sources that are bind-mounted or fetched, binaries that a later
// stage rewrites (strip, upx), paths that only docker knows.
RecompileStages recompile_stages(const RecompileQuestion& question);

// A stage compiled again in the same way, while strip, objcopy and their like do nothing: what the compiler
// left there shows which of its programs they rewrote.
struct UnalteredStage {
  std::string obstacle;    // why it cannot be done, a sentence's end
  std::string dockerfile;  // the text up to the end of the stage
};

UnalteredStage unaltered_stage(std::string_view text,
                               const Dockerfile& dockerfile,
                               std::size_t stage,
                               std::string_view nonce);

// Where the image has the file that the last stage hands out as "N/rest"; empty for what it did not ask for.
std::string recompiled_image_path(const std::vector<RecompiledSource>& sources, std::string_view entry);

}  // namespace cb21
