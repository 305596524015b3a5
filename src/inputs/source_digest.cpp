// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_digest.hpp"

#include "inputs/placed_files.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

bool declares(const std::vector<std::pair<std::string, std::string>>& args) {
  return std::any_of(
      args.begin(), args.end(), [](const auto& arg) { return arg.first == k_source_digest_argument; });
}

}  // namespace

std::string source_digest(const std::vector<FileEntry>& files) {
  FieldDigest digest;
  for (const FileEntry& file : files) {
    if (!is_compile_input(file.file_class)) continue;
    digest.field("path", file.path).field("content", to_hex(file.content));
  }
  return std::string(k_source_digest_prefix) + to_hex(digest.value());
}

bool declares_source_digest(const Dockerfile& dockerfile) {
  return declares(dockerfile.global_args) ||
         std::any_of(dockerfile.stages.begin(), dockerfile.stages.end(), [](const Stage& stage) {
           return declares(stage.args);
         });
}

}  // namespace cb21
