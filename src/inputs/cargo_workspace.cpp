// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_workspace.hpp"

#include "inputs/path_name.hpp"
#include "inputs/toml_document.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// "../x/./y/" below "a/b" as "a/x/y"; nothing for a path that leaves the folder.
std::optional<std::string> resolved(std::string_view directory, const std::string& path) {
  const auto whole = (std::filesystem::path(directory) / path).lexically_normal();
  std::string text = whole == "." ? std::string() : whole.string();
  while (text.ends_with('/')) text.pop_back();
  const bool outside = whole.is_absolute() || text == ".." || text.starts_with("../");
  return outside ? std::nullopt : std::optional(std::move(text));
}

bool is_below(std::string_view directory, std::string_view parent) {
  return parent.empty() || directory == parent ||
         (directory.starts_with(parent) && directory.substr(parent.size()).starts_with('/'));
}

std::string manifest_in(const std::string& directory) {
  return directory.empty() ? std::string("Cargo.toml") : directory + "/Cargo.toml";
}

// What a manifest says about which packages go together.
struct Manifest {
  std::string directory;
  bool package = false;
  bool workspace = false;
  std::string edition;                         // workspace.package.edition
  std::vector<std::string> members;            // paths and globs, as paths from the folder
  std::vector<std::string> excluded;           // likewise
  std::optional<std::string> pointer;          // package.workspace
  std::vector<std::string> path_dependencies;  // as written
  std::vector<std::string> inherited;          // names of dependencies that the workspace describes
  std::map<std::string, std::string, std::less<>> shared_paths;  // workspace.dependencies with a path
};

std::vector<std::string> strings_at(const toml::table& table, std::string_view key) {
  std::vector<std::string> strings;
  const toml::node* node = table.get(key);
  const toml::array* array = node == nullptr ? nullptr : node->as_array();
  if (array == nullptr) return strings;
  for (const toml::node& element : *array) {
    if (auto text = string_value(element)) strings.push_back(std::move(*text));
  }
  return strings;
}

std::vector<std::string> paths_at(const toml::table& table,
                                  std::string_view key,
                                  std::string_view directory) {
  std::vector<std::string> paths;
  for (const std::string& written : strings_at(table, key)) {
    if (auto path = resolved(directory, written)) paths.push_back(std::move(*path));
  }
  return paths;
}

void read_dependencies(Manifest& manifest, const toml::table& table) {
  for (const char* key :
       {"dependencies", "dev-dependencies", "build-dependencies", "dev_dependencies", "build_dependencies"}) {
    const toml::table* dependencies = table_at(table, key);
    if (dependencies == nullptr) continue;
    for (const auto& [name, node] : *dependencies) {
      const toml::table* dependency = node.as_table();
      if (dependency == nullptr) continue;
      if (auto path = string_at(*dependency, "path")) manifest.path_dependencies.push_back(std::move(*path));
      if (dependency->contains("workspace")) manifest.inherited.emplace_back(name.str());
    }
  }
}

void read_package(Manifest& manifest, const toml::table& document) {
  const toml::table* package = table_at(document, "package");
  if (package == nullptr) package = table_at(document, "project");
  if (package == nullptr) return;
  manifest.package = true;
  manifest.pointer = string_at(*package, "workspace");
  read_dependencies(manifest, document);
  const toml::table* targets = table_at(document, "target");
  if (targets == nullptr) return;
  for (const auto& [platform, node] : *targets) {
    if (const toml::table* table = node.as_table()) read_dependencies(manifest, *table);
  }
}

void read_workspace(Manifest& manifest, const toml::table& document) {
  const toml::table* workspace = table_at(document, "workspace");
  if (workspace == nullptr) return;
  manifest.workspace = true;
  manifest.members = paths_at(*workspace, "members", manifest.directory);
  manifest.excluded = paths_at(*workspace, "exclude", manifest.directory);
  if (const toml::table* shared = table_at(*workspace, "package"))
    manifest.edition = string_at(*shared, "edition").value_or("");
  const toml::table* dependencies = table_at(*workspace, "dependencies");
  if (dependencies == nullptr) return;
  for (const auto& [name, node] : *dependencies) {
    const toml::table* dependency = node.as_table();
    auto path = dependency == nullptr ? std::nullopt : string_at(*dependency, "path");
    if (path) manifest.shared_paths.emplace(std::string(name.str()), std::move(*path));
  }
}

Manifest read_manifest(const std::string& path, const std::string& text) {
  Manifest manifest{.directory = std::string(parent_path(path))};
  if (const auto document = parse_toml(text)) {
    read_workspace(manifest, *document);
    read_package(manifest, *document);
  }
  return manifest;
}

// `exclude` takes folders, and a member that is listed by its very path wins over it.
bool is_excluded(const Manifest& root, const std::string& directory) {
  const auto lies_in_one_of = [&](const std::vector<std::string>& folders) {
    return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
      return is_below(directory, folder);
    });
  };
  return lies_in_one_of(root.excluded) && !lies_in_one_of(root.members);
}

using Components = std::vector<std::string>;

Components components(std::string_view path) {
  Components parts;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// The last "**" alone needs to be tried again.
bool matches(const Components& patterns, const Components& names) {
  std::optional<std::pair<std::size_t, std::size_t>> retry;  // behind the last "**", and the name to try next
  std::size_t pattern = 0;
  std::size_t name = 0;
  while (name < names.size() || pattern < patterns.size()) {
    if (pattern < patterns.size() && patterns[pattern] == "**") {
      retry = {++pattern, name};
      continue;
    }
    if (pattern < patterns.size() && name < names.size() &&
        fnmatch(patterns[pattern].c_str(), names[name].c_str(), FNM_NOESCAPE) == 0) {
      ++pattern;
      ++name;
      continue;
    }
    if (!retry || retry->second >= names.size()) return false;
    pattern = retry->first;
    name = ++retry->second;
  }
  return true;
}

class Workspaces {
 public:
  Workspaces(const std::vector<std::string>& paths, const ManifestReader& read) {
    for (const std::string& path : paths) {
      manifests_.emplace(path, read_manifest(path, read(path)));
      directories_.emplace(path, components(parent_path(path)));
    }
  }

  std::vector<CargoWorkspace> run() const {
    std::vector<CargoWorkspace> found;
    for (const auto& [path, manifest] : manifests_) {
      if (manifest.workspace) {
        found.push_back({path, manifest.edition, members_of(path)});
      } else if (manifest.package && !root_of(path)) {
        found.push_back({path, "", {path}});
      }
    }
    return found;
  }

 private:
  const Manifest* find(const std::string& path) const {
    const auto found = manifests_.find(path);
    return found == manifests_.end() ? nullptr : &found->second;
  }

  std::optional<std::string> root_of(const std::string& path) const;
  std::vector<std::string> listed_in(const Manifest& root) const;
  std::vector<std::string> dependencies_of(const Manifest& manifest, const Manifest& root) const;
  std::vector<std::string> members_of(const std::string& root_path) const;

  std::map<std::string, Manifest> manifests_;
  std::map<std::string, Components> directories_;  // of the same
};

// The workspace that cargo takes a package for a part of: its own word, else the nearest folder above.
std::optional<std::string> Workspaces::root_of(const std::string& path) const {
  const Manifest& package = manifests_.at(path);
  if (package.workspace) return path;
  const auto pointed = [](const Manifest& manifest) {
    const auto folder = resolved(manifest.directory, *manifest.pointer);
    return folder ? std::optional(manifest_in(*folder)) : std::nullopt;
  };
  if (package.pointer) return pointed(package);
  std::string directory = package.directory;
  while (!directory.empty()) {
    directory = std::string(parent_path(directory));
    const Manifest* above = find(manifest_in(directory));
    if (above == nullptr) continue;
    if (above->workspace && !is_excluded(*above, package.directory)) return manifest_in(directory);
    if (above->pointer) return pointed(*above);
  }
  return std::nullopt;
}

std::vector<std::string> Workspaces::listed_in(const Manifest& root) const {
  std::vector<std::string> listed;
  for (const std::string& member : root.members) {
    if (member.find_first_of("*?[") == std::string::npos) {
      if (find(manifest_in(member)) != nullptr) listed.push_back(manifest_in(member));
      continue;
    }
    const Components glob = components(member);
    for (const auto& [path, directory] : directories_) {
      if (matches(glob, directory)) listed.push_back(path);
    }
  }
  return listed;
}

std::vector<std::string> Workspaces::dependencies_of(const Manifest& manifest, const Manifest& root) const {
  std::vector<std::string> found;
  const auto add = [&](const std::string& directory, const std::string& path) {
    const auto folder = resolved(directory, path);
    if (folder && find(manifest_in(*folder)) != nullptr) found.push_back(manifest_in(*folder));
  };
  for (const std::string& path : manifest.path_dependencies) add(manifest.directory, path);
  for (const std::string& name : manifest.inherited) {
    const auto shared = root.shared_paths.find(name);
    if (shared != root.shared_paths.end()) add(root.directory, shared->second);
  }
  return found;
}

std::vector<std::string> Workspaces::members_of(const std::string& root_path) const {
  const Manifest& root = manifests_.at(root_path);
  std::vector<std::string> waiting = listed_in(root);
  waiting.push_back(root_path);
  std::set<std::string> seen;
  std::vector<std::string> packages;
  while (!waiting.empty()) {
    const std::string path = std::move(waiting.back());
    waiting.pop_back();
    const Manifest& manifest = manifests_.at(path);
    const bool foreign = !is_below(manifest.directory, root.directory) && root_of(path) != root_path;
    if (foreign || is_excluded(root, manifest.directory) || !seen.insert(path).second) continue;
    if (!manifest.package) continue;
    packages.push_back(path);
    for (std::string& dependency : dependencies_of(manifest, root)) waiting.push_back(std::move(dependency));
  }
  std::sort(packages.begin(), packages.end());
  return packages;
}

}  // namespace

std::vector<CargoWorkspace> cargo_workspaces(const std::vector<std::string>& manifests,
                                             const ManifestReader& read) {
  return Workspaces(manifests, read).run();
}

std::vector<CargoWorkspace> outermost(std::vector<CargoWorkspace> workspaces) {
  std::set<std::string, std::less<>> folders;
  for (const CargoWorkspace& workspace : workspaces) folders.emplace(parent_path(workspace.manifest));
  const auto inner = [&](const CargoWorkspace& workspace) {
    std::string_view folder = parent_path(workspace.manifest);
    while (!folder.empty()) {
      folder = parent_path(folder);
      if (folders.contains(folder)) return true;
    }
    return false;
  };
  std::vector<CargoWorkspace> kept;
  std::copy_if(workspaces.begin(), workspaces.end(), std::back_inserter(kept), std::not_fn(inner));
  return kept;
}

bool matches_member_glob(const std::string& glob, const std::string& directory) {
  return matches(components(glob), components(directory));
}

}  // namespace cb21
