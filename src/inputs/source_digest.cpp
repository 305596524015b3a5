// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_digest.hpp"

#include "inputs/placed_files.hpp"

#include <algorithm>

namespace cb21 {

std::string source_digest(const std::vector<FileEntry>& files) {
  FieldDigest digest;
  for (const FileEntry& file : files) {
    if (!is_compile_input(file.file_class)) continue;
    digest.field("path", file.path).field("content", to_hex(file.content));
  }
  return std::string(k_source_digest_prefix) + to_hex(digest.value());
}

bool declares_source_digest(const Dockerfile& dockerfile) {
  return std::ranges::any_of(dockerfile.stages, [](const Stage& stage) {
    return std::ranges::any_of(
        stage.args, [](const auto& argument) { return argument.first == k_source_digest_argument; });
  });
}

}  // namespace cb21
