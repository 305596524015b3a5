// SPDX-License-Identifier: Apache-2.0
#include "inputs/foreign_sources.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/toml_document.hpp"

#include <algorithm>
#include <set>

namespace cb21 {
namespace {

// Every absolute `path = "..."` of a table in it: dependencies stand in many places.
void append_paths(const toml::table& table, std::set<std::string>& paths) {
  const auto path = string_at(table, "path");
  if (path && path->starts_with('/')) paths.insert(absolute_path("/", *path, TrailingSlash::drop));
  for (const auto& [key, value] : table) {
    if (const toml::table* below = value.as_table()) append_paths(*below, paths);
  }
}

std::set<std::string> absolute_dependencies(const std::vector<std::string>& manifests) {
  std::set<std::string> paths;
  for (const std::string& text : manifests) {
    if (const auto manifest = parse_toml(text)) append_paths(*manifest, paths);
  }
  return paths;
}

bool is_pinned(std::string_view image) { return image.find('@') != std::string_view::npos; }

// The image that a stage is made of, if nothing runs on the way; empty otherwise.
std::string untouched_base(const Dockerfile& dockerfile, std::size_t stage) {
  const std::vector<std::size_t> lineage = stage_lineage(dockerfile, stage);
  const bool runs = std::any_of(lineage.begin(), lineage.end(), [&](std::size_t part) {
    return !dockerfile.stages[part].runs.empty();
  });
  const std::string& base = dockerfile.stages[lineage.front()].base;
  return runs || base == "scratch" ? std::string() : base;
}

std::string image_behind(const Dockerfile& dockerfile, const CopyInstruction& copy, std::size_t stage) {
  if (!copy.from) return {};
  const auto source = source_stage(dockerfile, *copy.from, stage);
  return source ? untouched_base(dockerfile, *source) : *copy.from;
}

// The whole of a context may lie in "/" without the dependency in it.
bool brings(const CopyInstruction& copy, const std::string& dependency) {
  if (!copy.from && is_within("/", copy.destination)) return false;
  return is_within(dependency, copy.destination) || is_within(copy.destination, dependency);
}

std::optional<ForeignSources> source_of(const Dockerfile& dockerfile,
                                        const std::vector<std::size_t>& lineage,
                                        const std::string& dependency) {
  const Stage& first = dockerfile.stages[lineage.front()];
  ForeignSources found{.image = first.base, .dependency = dependency, .line = first.line};
  for (const std::size_t stage : lineage) {
    for (const CopyInstruction& copy : dockerfile.stages[stage].copies) {
      if (!brings(copy, dependency)) continue;
      found.image = image_behind(dockerfile, copy, stage);
      found.line = copy.line;
    }
  }
  if (found.image.empty() || is_pinned(found.image)) return std::nullopt;
  return found;
}

}  // namespace

std::optional<ForeignSources> find_foreign_sources(const Dockerfile& dockerfile,
                                                   std::string_view target,
                                                   const std::vector<std::string>& manifests) {
  const auto stage = find_compile_stage(dockerfile, target);
  if (!stage) return std::nullopt;
  const std::vector<std::size_t> lineage = stage_lineage(dockerfile, *stage);
  for (const std::string& dependency : absolute_dependencies(manifests)) {
    if (auto found = source_of(dockerfile, lineage, dependency)) return found;
  }
  return std::nullopt;
}

}  // namespace cb21
