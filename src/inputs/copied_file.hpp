// SPDX-License-Identifier: Apache-2.0
// A file of the image that COPY takes straight out of the context, so that its bytes can be compared.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace cb21 {

// Where a COPY puts the file that `source` names, as docker does (copy_placement.hpp) where no more is known
// of the image than what is in any. Nothing for a pattern, or where the COPY leaves the file out.
std::set<std::string> copied_to(const CopyInstruction& copy, std::string_view source);

struct CopiedFile {
  std::string path;  // relative to the main context
  std::size_t line = 0;
};

// The last COPY of the stages that the image of `target` is made of whose source names the file at
// `image_path`; nothing where a directory or a pattern brings it, or another stage does.
std::optional<CopiedFile> file_copied_to(const Dockerfile& dockerfile,
                                         std::string_view target,
                                         std::string_view image_path);

}  // namespace cb21
