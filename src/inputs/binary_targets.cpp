// SPDX-License-Identifier: Apache-2.0
#include "inputs/binary_targets.hpp"

#include "inputs/cargo_package.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/path_name.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

namespace cb21 {

bool ScannedTree::exists(const std::string& path) const {
  const auto found = first_at_least(path);
  return found != files_.end() && found->path == path && found->file_class != FileClass::directory;
}

std::vector<std::string> ScannedTree::list(const std::string& directory) const {
  const std::string prefix = directory + "/";
  std::set<std::string> names;
  for (auto file = first_at_least(prefix); file != files_.end() && file->path.starts_with(prefix); ++file) {
    const std::string rest = file->path.substr(prefix.size());
    names.insert(rest.substr(0, rest.find('/')));
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> ScannedTree::manifests() const {
  std::vector<std::string> paths;
  for (const FileEntry& file : files_) {
    if (file.file_class == FileClass::cargo_config && base_name(file.path) == "Cargo.toml")
      paths.push_back(file.path);
  }
  return paths;
}

std::vector<FileEntry>::const_iterator ScannedTree::first_at_least(const std::string& path) const {
  return std::lower_bound(
      files_.begin(), files_.end(), path, [](const FileEntry& file, const std::string& wanted) {
        return file.path < wanted;
      });
}

std::vector<BinaryTarget> binary_targets(const BuildContext& context, const ScannedTree& tree) {
  return binary_targets(context, tree, {.manifest = "", .edition = "", .packages = tree.manifests()});
}

std::vector<BinaryTarget> binary_targets(const BuildContext& context,
                                         const ScannedTree& tree,
                                         const CargoWorkspace& workspace) {
  std::vector<BinaryTarget> targets;
  if (context.roots.empty()) return targets;
  for (const std::string& manifest : workspace.packages) {
    const std::string folder = std::string(parent_path(manifest));
    const PackageFiles files{
        .exists = [&](std::string_view path) { return tree.exists(join_path(folder, path)); },
        .list_directory = [&](std::string_view path) { return tree.list(join_path(folder, path)); }};
    const auto package = read_cargo_package(read_context_text(context, manifest), files, workspace.edition);
    if (!package) continue;
    for (const CargoBinary& binary : package->binaries) {
      const std::filesystem::path source = join_path(folder, binary.path);
      targets.push_back({binary.name, package->name, source.lexically_normal().string(), manifest});
    }
  }
  return targets;
}

const BinaryTarget* target_named(const std::vector<BinaryTarget>& targets, const std::string& name) {
  const auto named = [&](const BinaryTarget& target) { return target.name == name; };
  if (std::count_if(targets.begin(), targets.end(), named) > 1) return nullptr;
  const auto found = std::find_if(targets.begin(), targets.end(), named);
  if (found != targets.end()) return &*found;
  return targets.size() == 1 ? &targets.front() : nullptr;
}

std::string read_context_text(const BuildContext& context, const std::string& path) {
  if (context.roots.empty()) return {};
  FileReader reader;
  const Descriptor file = open_regular_file(join_path(context.roots.front().path, path));
  const std::optional<FileContent> content = reader.read(file.number(), Keep::text);
  return content && content->text ? std::string(*content->text) : std::string();
}

}  // namespace cb21
