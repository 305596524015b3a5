// SPDX-License-Identifier: Apache-2.0
#include "check/sent_target.hpp"

#include "check/cargo_steps.hpp"
#include "check/placement.hpp"
#include "error.hpp"
#include "inputs/path_name.hpp"
#include "inputs/placeholder_scan.hpp"
#include "inputs/sent_file.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

// A repository of examples may hold any number of packages.
constexpr std::size_t k_most_packages = 256;

// What cargo judges freshness by, as a file that may lie below a profile's directory.
constexpr std::string_view k_fingerprint = "/.fingerprint/any";

std::string joined(const std::string& directory, const std::string& name) {
  return directory.empty() ? name : directory + '/' + name;
}

bool is_below_another(const std::set<std::string>& packages, std::string directory) {
  while (!directory.empty()) {
    directory = parent_path(directory);
    if (packages.contains(directory)) return true;
  }
  return false;
}

// The directories of the uppermost manifests, where cargo puts target/.
std::vector<std::string> uppermost_packages(const Snapshot& snapshot) {
  std::set<std::string> packages;
  for (const FileEntry& file : snapshot.files) {
    if (base_name(file.path) == "Cargo.toml") packages.insert(std::string(parent_path(file.path)));
  }
  std::vector<std::string> uppermost;
  for (const std::string& package : packages) {
    if (uppermost.size() < k_most_packages && !is_below_another(packages, package))
      uppermost.push_back(package);
  }
  return uppermost;
}

// The builds whose target directory is target/ beside the uppermost manifest, in the layers.
std::vector<CargoStep> plain_steps(const CheckedProject& project) {
  std::vector<CargoStep> steps = cargo_steps(project);
  const auto is_elsewhere = [&](const CargoStep& step) {
    const std::string environment = target_directory(*project.context.dockerfile, step.stage);
    const bool mounted = target_cache_mount(*step.run, step.build, environment) != nullptr;
    return mounted || !environment.empty() || !step.build.target_dir.empty();
  };
  steps.erase(std::remove_if(steps.begin(), steps.end(), is_elsewhere), steps.end());
  return steps;
}

// Below target/: release, x86_64-unknown-linux-musl/release.
std::string profile_folder(const CargoBuild& build) {
  const bool known = build.profile.find('$') == std::string::npos;
  const bool named = !build.target.empty() && build.target.find('$') == std::string::npos;
  return (named ? build.target + '/' : std::string()) + (known ? build.profile : "release");
}

class Search {
 public:
  Search(const CheckedProject& project, std::string folder)
      : project_(project), folder_(std::move(folder)), snapshot_(project.snapshot) {}

  std::vector<SentTarget> run(std::size_t stage) {
    const ContextRoot& root = project_.context.roots.front();
    for (const std::string& package : uppermost_packages(project_.snapshot)) {
      const std::string path = fingerprint(package);
      if (sends_file(root, project_.context.builder, path)) add_to_snapshot(path);
    }
    const PlacedFiles placed = place_project(project_, snapshot_, stage);
    return is_known(placed) ? see(placed) : std::vector<SentTarget>();
  }

 private:
  std::string fingerprint(const std::string& package) const {
    return joined(package, "target/" + folder_ + std::string(k_fingerprint));
  }

  void add_to_snapshot(const std::string& path) {
    FileEntry entry;
    entry.path = path;
    entry.file_class = FileClass::other;
    const auto at = std::lower_bound(
        snapshot_.files.begin(), snapshot_.files.end(), path, [](const FileEntry& file, const auto& wanted) {
          return file.path < wanted;
        });
    snapshot_.files.insert(at, std::move(entry));
  }

  std::vector<SentTarget> see(const PlacedFiles& placed) const {
    std::map<std::string, const PlacedFile*> by_place;
    for (const PlacedFile& file : placed.files) by_place.emplace(file.stage_path, &file);
    std::vector<SentTarget> targets;
    for (const PlacedFile& file : placed.files) {
      const std::string& manifest = snapshot_.files[file.file].path;
      if (base_name(manifest) != "Cargo.toml") continue;
      const std::string stage_target = std::string(parent_path(file.stage_path)) + "/target";
      const auto found = by_place.find(stage_target + '/' + folder_ + std::string(k_fingerprint));
      if (found == by_place.end() || found->second->may_be_removed) continue;
      const std::string sent = snapshot_.files[found->second->file].path;
      const std::string target = sent.substr(0, sent.size() - folder_.size() - k_fingerprint.size() - 1);
      targets.push_back({target, stage_target, found->second->line, is_there(target)});
    }
    return targets;
  }

  bool is_there(const std::string& target) const {
    std::error_code error;
    const fs::path root = project_.context.roots.front().path;
    return fs::is_directory(fs::symlink_status(root / target / folder_, error));
  }

  const CheckedProject& project_;
  std::string folder_;
  Snapshot snapshot_;  // with what may be sent, too
};

}  // namespace

std::vector<SentTarget> find_sent_targets(const CheckedProject& project) {
  const std::optional<std::size_t> stage = cargo_stage(project);
  if (!stage || project.context.roots.empty() || !project.context.roots.front().name.empty()) return {};
  const std::vector<CargoStep> steps = plain_steps(project);
  if (steps.empty()) return {};
  try {
    return Search(project, profile_folder(steps.back().build)).run(*stage);
  } catch (const Error&) {
    return {};  // an ignore pattern that docker will refuse
  }
}

}  // namespace cb21
