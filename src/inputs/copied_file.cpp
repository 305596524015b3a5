// SPDX-License-Identifier: Apache-2.0
#include "inputs/copied_file.hpp"

#include "error.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/copy_placement.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

// What this COPY makes of the file, where it brings it at all: nothing in it for one out of another stage.
struct Brought {
  bool at_all = false;
  std::optional<CopiedFile> file;
};

Brought brought_by(const CopyInstruction& copy, std::string_view image_path) {
  const auto source = std::find_if(copy.sources.begin(), copy.sources.end(), [&](const std::string& one) {
    return copied_to(copy, one).contains(std::string(image_path));
  });
  if (source == copy.sources.end()) return {};
  if (copy.from) return {.at_all = true, .file = std::nullopt};
  const std::string path = absolute_path("/", *source, TrailingSlash::drop).substr(1);
  return {.at_all = true, .file = CopiedFile{.path = path, .line = copy.line}};
}

}  // namespace

std::set<std::string> copied_to(const CopyInstruction& copy, std::string_view source) {
  if (source.find_first_of("*?[") != std::string_view::npos) return {};
  const Placements context{{absolute_path("/", source, TrailingSlash::drop), Placement{}}};
  std::set<std::string> places;
  try {
    for (const auto& [path, placement] : copy_files(context, copy, is_known_directory).files) {
      places.insert(path);
    }
  } catch (const Error&) {
    // Docker refuses a pattern of it, and copies nothing.
  }
  return places;
}

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
