// SPDX-License-Identifier: Apache-2.0
#include "commands/unit_inputs.hpp"

#include "inputs/path_name.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace cb21 {
namespace {

// The folder of the nearest Cargo.toml above a context file, with a slash at its end; empty for the root.
std::string package_folder(const std::set<std::string>& folders, std::string_view path) {
  for (std::string_view folder = parent_path(path);; folder = parent_path(folder)) {
    std::string named(folder);
    if (folders.contains(named)) return named.empty() ? named : named + '/';
    if (folder.empty()) return {};
  }
}

bool is_sent(const FileEntry& file) {
  return file.file_class != FileClass::docker && file.file_class != FileClass::directory;
}

class UnitInputs {
 public:
  UnitInputs(const Setup& setup, const Assessment& assessment, const std::vector<FileEntry>& files)
      : setup_(setup), assessment_(assessment), files_(files) {
    for (const FileEntry& file : files) {
      if (base_name(file.path) == "Cargo.toml") manifests_.emplace(parent_path(file.path));
    }
  }

  std::string of(const CargoUnit& unit, const Landing& landing) const {
    std::set<std::string> named;
    std::set<std::string> packages;
    for (const std::string& path : unit.files) {
      const auto found = landing.files.find(path);
      if (found == landing.files.end()) continue;
      named.insert(found->second.context_path);
      packages.insert(package_folder(manifests_, found->second.context_path));
    }
    FieldDigest digest;
    digest.field("dockerfile", assessment_.context.dockerfile_text);
    for (const auto& [name, value] : setup_.request.build_args)
      digest.field("name", name).field("value", value);
    for (const FileEntry& file : files_) {
      if (is_sent(file) && reaches(unit, file, named, packages))
        digest.field("path", file.path).field("content", to_hex(file.content));
    }
    return to_hex(digest.value());
  }

 private:
  static bool reaches(const CargoUnit& unit,
                      const FileEntry& file,
                      const std::set<std::string>& named,
                      const std::set<std::string>& packages) {
    if (unit.kind == UnitKind::build_script_run || !file.path.ends_with(".rs")) return true;
    return named.contains(file.path) || std::ranges::any_of(packages, [&](const std::string& folder) {
             return file.path.starts_with(folder);
           });
  }

  const Setup& setup_;
  const Assessment& assessment_;
  const std::vector<FileEntry>& files_;
  std::set<std::string> manifests_;
};

}  // namespace

std::map<std::string, std::string> unit_inputs(const Setup& setup,
                                               const Assessment& assessment,
                                               const Evidence& evidence,
                                               const std::vector<Landing>& landings,
                                               const std::vector<FileEntry>& files) {
  const UnitInputs inputs(setup, assessment, files);
  std::map<std::string, std::string> digests;
  for (std::size_t i = 0; i < evidence.stages.size(); ++i) {
    if (evidence.stages[i].instruction != k_end_of_stage) continue;
    for (const CargoUnit& unit : evidence.stages[i].units) {
      if (unit.in_mount) digests[unit.folder] = inputs.of(unit, landings[i]);
    }
  }
  return digests;
}

}  // namespace cb21
