// SPDX-License-Identifier: Apache-2.0
#include "check/checked_project.hpp"

#include "inputs/path_name.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

// Equal paths give an empty one; nothing for a path outside.
std::optional<std::string> below(const std::string& root, const fs::path& path) {
  const fs::path relative = path.lexically_normal().lexically_relative(root);
  if (relative.empty() || relative.begin()->string() == "..") return std::nullopt;
  return relative == "." ? std::string() : relative.string();
}

}  // namespace

bool compiles_rust(const CheckedProject& project) {
  const auto& files = project.snapshot.files;
  return std::any_of(files.begin(), files.end(), [](const FileEntry& file) {
    return file.file_class == FileClass::rust_source || base_name(file.path) == "Cargo.toml";
  });
}

std::string dockerfile_name(const CheckedProject& project) {
  if (!project.context.dockerfile_path) return {};
  std::error_code error;
  const fs::path opened = fs::absolute(*project.context.dockerfile_path, error);
  // The folder is resolved, for the root is a real path; the file's own name stays as it was typed.
  const fs::path folder = fs::canonical(opened.parent_path(), error);
  if (error) return *project.context.dockerfile_path;
  return below(project.root, folder / opened.filename()).value_or(*project.context.dockerfile_path);
}

std::string context_file_name(const CheckedProject& project, std::string_view path) {
  if (project.context.roots.empty()) return std::string(path);
  const fs::path whole = fs::path(project.context.roots.front().path) / path;
  return below(project.root, whole).value_or(whole.string());
}

}  // namespace cb21
