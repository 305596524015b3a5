// SPDX-License-Identifier: Apache-2.0
#include "proof/context_files.hpp"

#include "inputs/container_path.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_manifest = "/Cargo.toml";

void add_folder(UnitSources& files, const StageLook& look, const std::string& folder) {
  const std::string prefix = folder + "/";
  const auto& landed = look.landing->files;
  for (auto at = landed.lower_bound(prefix); at != landed.end() && at->first.starts_with(prefix); ++at) {
    files.context.push_back({at->first, &at->second, look.landing->contested.contains(at->first)});
  }
}

using Landed = std::pair<const std::string, LandedFile>;

// The context's file of equal content; a file without content is like any other such.
const Landed* find_by_content(const StageLook& look, const std::string& path) {
  const StageFile* const file = look.file(path);
  if (file == nullptr || file->size == 0 || file->sha256.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      look.landing->files, [&](const Landed& landed) { return landed.second.sha256 == file->sha256; });
  return found == look.landing->files.end() ? nullptr : &*found;
}

// Where a RUN copied a folder: of two paths, what remains when the components that they end in alike are
// taken off.
struct CopiedFolder {
  std::string to;
  std::string from;
};

CopiedFolder copied_folder(std::string to, std::string from) {
  while (!to.empty() && !from.empty() && base_name(to) == base_name(from)) {
    to = to.substr(0, to.rfind('/'));
    from = from.substr(0, from.rfind('/'));
  }
  return {std::move(to), std::move(from)};
}

bool is_stray(const StageLook& look, const std::vector<CopiedFolder>& copied, const std::string& path) {
  return std::ranges::any_of(copied, [&](const CopiedFolder& folder) {
    return path.starts_with(folder.to + "/") &&
           look.landed(folder.from + path.substr(folder.to.size())) != nullptr;
  });
}

}  // namespace

UnitSources find_unit_sources(const StageLook& look, const std::vector<std::string>& paths) {
  UnitSources files;
  std::vector<CopiedFolder> copied;
  for (const std::string& path : paths) {
    const std::size_t known = files.context.size();
    const bool contested = look.landing->contested.contains(path);
    if (const LandedFile* landed = look.landed(path)) {
      files.context.push_back({path, landed, contested});
      continue;
    }
    if (contested) {
      files.context.push_back({path, nullptr, true});
      continue;
    }
    add_folder(files, look, path);
    if (files.context.size() > known) continue;
    if (const Landed* twin = find_by_content(look, path)) {
      files.context.push_back({path, &twin->second, false});
      copied.push_back(copied_folder(path, twin->first));
    } else {
      files.others.push_back(path);
    }
  }
  for (const std::string& path : files.others) {
    if (is_stray(look, copied, path)) files.strays.push_back(path);
  }
  return files;
}

std::string manifest_above(const StageLook& look, const std::string& file) {
  std::string folder(parent_path(file));
  while (!folder.empty() && folder != "/" && look.landed(folder + std::string(k_manifest)) == nullptr) {
    folder = std::string(parent_path(folder));
  }
  std::string manifest = folder + std::string(k_manifest);
  return look.landed(manifest) == nullptr ? std::string() : manifest;
}

std::vector<ContextFile> package_files(const StageLook& look, const std::string& file) {
  const std::string manifest = manifest_above(look, file);
  if (manifest.empty()) return {};
  const std::string folder(parent_path(manifest));
  UnitSources all;
  add_folder(all, look, folder);
  std::vector<std::string> nested;
  for (const ContextFile& one : all.context) {
    const bool nested_manifest =
        one.path.ends_with(k_manifest) && one.path.size() > folder.size() + k_manifest.size();
    if (nested_manifest) nested.push_back(std::string(parent_path(one.path)) + "/");
  }
  std::erase_if(all.context, [&](const ContextFile& one) {
    return std::ranges::any_of(nested, [&](const std::string& below) { return one.path.starts_with(below); });
  });
  return all.context;
}

}  // namespace cb21
