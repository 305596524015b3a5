// SPDX-License-Identifier: Apache-2.0
#include "inputs/copied_file.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

bool lands_at(const CopyInstruction& copy, const std::string& source, std::string_view image_path) {
  if (source.find_first_of("*?[") != std::string::npos) return false;
  const std::string below =
      copy.destination.ends_with('/') ? copy.destination + std::string(base_name(source)) : copy.destination;
  return below == image_path;
}

// What this COPY makes of the file, where it brings it at all: nothing in it for one out of another stage.
struct Brought {
  bool at_all = false;
  std::optional<CopiedFile> file;
};

Brought brought_by(const CopyInstruction& copy, std::string_view image_path) {
  const auto source = std::find_if(copy.sources.begin(), copy.sources.end(), [&](const std::string& one) {
    return lands_at(copy, one, image_path);
  });
  if (source == copy.sources.end()) return {};
  if (copy.from) return {.at_all = true, .file = std::nullopt};
  const std::string path = absolute_path("/", *source, TrailingSlash::drop).substr(1);
  return {.at_all = true, .file = CopiedFile{.path = path, .line = copy.line}};
}

}  // namespace

std::optional<CopiedFile> file_copied_to(const Dockerfile& dockerfile,
                                         std::string_view target,
                                         std::string_view image_path) {
  const auto stage = dockerfile.target_stage(target);
  std::optional<CopiedFile> found;
  if (!stage) return found;
  for (const std::size_t part : stage_lineage(dockerfile, *stage)) {
    for (const CopyInstruction& copy : dockerfile.stages[part].copies) {
      Brought brought = brought_by(copy, image_path);
      if (brought.at_all) found = std::move(brought.file);
    }
  }
  return found;
}

}  // namespace cb21
