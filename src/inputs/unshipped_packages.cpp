// SPDX-License-Identifier: Apache-2.0
#include "inputs/unshipped_packages.hpp"

#include "inputs/binary_targets.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/path_name.hpp"
#include "inputs/toml_document.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace cb21 {
namespace {

// Of what is shipped, by the name in the stage and by that in the image; nothing where a name is not told.
std::optional<std::set<std::string>> shipped_names(const Dockerfile& dockerfile, std::string_view target) {
  std::set<std::string> names;
  for (const ShippedFile& file : shipped_files(dockerfile, target)) {
    if (file.source.ends_with('/') || file.source.find_first_of("*?[") != std::string::npos)
      return std::nullopt;
    names.emplace(base_name(file.source));
    if (!file.image_path.ends_with('/')) names.emplace(base_name(file.image_path));
  }
  if (names.empty()) return std::nullopt;
  return names;
}

bool has_library(const BuildContext& context, const ScannedTree& tree, const std::string& manifest) {
  const auto document = parse_toml(read_context_text(context, manifest));
  const std::string root = join_path(parent_path(manifest), "src/lib.rs");
  return !document || document->contains("lib") || tree.exists(root);
}

}  // namespace

std::set<std::string> unshipped_manifests(const BuildContext& context,
                                          const Snapshot& snapshot,
                                          std::string_view target) {
  std::set<std::string> manifests;
  const auto names = context.dockerfile ? shipped_names(*context.dockerfile, target) : std::nullopt;
  if (!names) return manifests;
  const ScannedTree tree(snapshot);
  const std::vector<BinaryTarget> targets = binary_targets(context, tree);
  for (const BinaryTarget& binary : targets) manifests.insert(binary.manifest);
  for (const BinaryTarget& binary : targets) {
    if (names->contains(binary.name)) manifests.erase(binary.manifest);
  }
  std::erase_if(manifests, [&](const std::string& manifest) { return has_library(context, tree, manifest); });
  return manifests;
}

}  // namespace cb21
