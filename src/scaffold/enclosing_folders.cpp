// SPDX-License-Identifier: Apache-2.0
#include "scaffold/enclosing_folders.hpp"

#include "inputs/file_reader.hpp"
#include "inputs/toml_document.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

std::optional<toml::table> read_manifest(const fs::path& folder) {
  FileReader reader;
  const Descriptor file = open_regular_file((folder / "Cargo.toml").string());
  const std::optional<FileContent> content = reader.read(file.number(), Keep::text);
  return content && content->text ? parse_toml(*content->text) : std::nullopt;
}

// workspace.exclude holds folders; what is below them is excluded too.
bool excludes(const toml::table& workspace, const fs::path& root, const fs::path& folder) {
  const toml::node* excluded = workspace.get("exclude");
  if (excluded == nullptr || !excluded->is_array()) return false;
  return std::any_of(excluded->as_array()->begin(), excluded->as_array()->end(), [&](const toml::node& node) {
    const auto path = node.value_exact<std::string>();
    if (!path) return false;
    const fs::path seen = folder.lexically_relative((root / *path).lexically_normal());
    return !seen.empty() && *seen.begin() != "..";
  });
}

std::optional<std::string> named_workspace(const fs::path& folder, const toml::table& manifest) {
  const toml::table* package = table_at(manifest, "package");
  const auto named = package == nullptr ? std::nullopt : string_at(*package, "workspace");
  if (!named) return std::nullopt;
  std::error_code failed;
  const fs::path root = fs::canonical(folder / *named, failed);
  return failed ? std::nullopt : std::optional(root.string());
}

}  // namespace

std::string enclosing_workspace(const std::string& folder) {
  const std::optional<toml::table> own = read_manifest(folder);
  if (!own || table_at(*own, "workspace") != nullptr) return folder;
  if (const auto named = named_workspace(folder, *own)) return *named;
  for (fs::path root = fs::path(folder); root != root.parent_path();) {
    root = root.parent_path();
    const std::optional<toml::table> manifest = read_manifest(root);
    const toml::table* workspace = manifest ? table_at(*manifest, "workspace") : nullptr;
    if (workspace != nullptr) return excludes(*workspace, root, folder) ? folder : root.string();
  }
  return folder;
}

}  // namespace cb21
