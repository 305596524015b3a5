// SPDX-License-Identifier: Apache-2.0
#include "inputs/ignored_inputs.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/path_name.hpp"
#include "inputs/root_directory.hpp"
#include "inputs/sent_file.hpp"
#include "inputs/shell_commands.hpp"
#include "inputs/toml_document.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_manifest = "Cargo.toml";
constexpr std::string_view k_lock = "Cargo.lock";

// Directories whose packages are no part of the program.
bool is_beside_the_point(const std::string& directory) {
  static constexpr std::array<std::string_view, 4> k_names{"/tests/", "/examples/", "/benches/", "/vendor/"};
  const std::string whole = '/' + directory + '/';
  return std::any_of(
      k_names.begin(), k_names.end(), [&](auto name) { return whole.find(name) != std::string::npos; });
}

// The directory of the nearest manifest at or above `directory`.
std::optional<std::string> package_of(const std::set<std::string>& packages, std::string directory) {
  while (!packages.contains(directory)) {
    if (directory.empty()) return std::nullopt;
    directory = parent_path(directory);
  }
  return directory;
}

// The files of one root, by directory.
struct Packages {
  std::set<std::string> sent;           // with a manifest that docker sends
  std::set<std::string> placed;         // and that gets into the compile stage
  std::set<std::string> with_a_source;  // directories of placed .rs files
};

class RootPaths {
 public:
  RootPaths(const BuildContext& context, const ContextRoot& root) : context_(context), root_(root) {}

  // Relative to the root; nothing for a file of another one.
  std::optional<std::string> relative(const std::string& path) const {
    if (!root_.name.empty())
      return path.starts_with(prefix()) ? std::optional(path.substr(prefix().size())) : std::nullopt;
    const bool other =
        std::any_of(context_.roots.begin(), context_.roots.end(), [&](const ContextRoot& root) {
          return !root.name.empty() && path.starts_with(root.name + ':');
        });
    return other ? std::nullopt : std::optional(path);
  }

  std::string prefix() const { return root_.name.empty() ? std::string() : root_.name + ':'; }

 private:
  const BuildContext& context_;
  const ContextRoot& root_;
};

// Indices into the snapshot of what the compile stage may get.
std::set<std::size_t> files_placed(const Snapshot& snapshot, const PlacedFiles& placed) {
  std::set<std::size_t> files;
  if (placed.unknown.empty() && placed.gap.empty()) {
    for (const PlacedFile& file : placed.files) files.insert(file.file);
  } else {
    for (std::size_t i = 0; i < snapshot.files.size(); ++i) files.insert(i);
  }
  return files;
}

Packages read_packages(const RootPaths& paths, const Snapshot& snapshot, const PlacedFiles& placed) {
  Packages packages;
  const std::set<std::size_t> in_stage = files_placed(snapshot, placed);
  for (std::size_t i = 0; i < snapshot.files.size(); ++i) {
    const auto path = paths.relative(snapshot.files[i].path);
    if (!path) continue;
    const std::string directory(parent_path(*path));
    const bool is_manifest = base_name(*path) == k_manifest;
    if (is_manifest) packages.sent.insert(directory);
    if (is_manifest && in_stage.contains(i)) packages.placed.insert(directory);
    if (path->ends_with(".rs") && in_stage.contains(i)) packages.with_a_source.insert(directory);
  }
  return packages;
}

// Relative to the package; nothing where it has none.
std::optional<std::string> build_script(const toml::table& manifest) {
  const toml::table* package = table_at(manifest, "package");
  if (package == nullptr) package = table_at(manifest, "project");
  if (package == nullptr) return std::nullopt;
  const toml::node* written = package->get("build");
  if (written == nullptr || written->value_exact<bool>() == true) return "build.rs";
  return string_at(*package, "build");
}

bool belongs_to_other_workspace(const toml::table& manifest) {
  const toml::table* package = table_at(manifest, "package");
  return package != nullptr && package->get("workspace") != nullptr;
}

// A path package has no source.
bool names_foreign_dependency(const std::string& lock) {
  return lock.find("\nsource = ") != std::string::npos;
}

bool is_of_name(const std::vector<std::string>& paths, std::string_view name) {
  return std::any_of(
      paths.begin(), paths.end(), [&](const std::string& path) { return base_name(path) == name; });
}

bool run_names(const RunInstruction& run, std::string_view name) {
  const bool mounted = std::any_of(run.mounts.begin(), run.mounts.end(), [&](const Mount& mount) {
    return base_name(mount.source) == name || base_name(mount.target) == name;
  });
  if (mounted) return true;
  const std::vector<ShellCommand> commands = shell_commands(run.command);
  return std::any_of(commands.begin(), commands.end(), [&](const ShellCommand& command) {
    return command.program() != "rm" && (is_of_name(command.words, name) || is_of_name(command.writes, name));
  });
}

// Whether an instruction may bring a file of that name: docker fails where a COPY names an ignored one.
bool dockerfile_names(const Dockerfile& dockerfile, std::string_view name) {
  return std::any_of(dockerfile.stages.begin(), dockerfile.stages.end(), [&](const Stage& stage) {
    const bool copied =
        std::any_of(stage.copies.begin(), stage.copies.end(), [&](const CopyInstruction& copy) {
          return is_of_name(copy.sources, name) || base_name(copy.destination) == name;
        });
    return copied || std::any_of(stage.runs.begin(), stage.runs.end(), [&](const RunInstruction& run) {
             return run_names(run, name);
           });
  });
}

// What keeps a file from the compiler.
enum class LeftOutBy { ignore_rules, copies };

class Finder {
 public:
  Finder(const BuildContext& context,
         const ContextRoot& root,
         const Snapshot& snapshot,
         const PlacedFiles& placed,
         LeftOutBy by)
      : context_(context),
        root_(root),
        paths_(context, root),
        packages_(read_packages(paths_, snapshot, placed)),
        by_(by) {
    for (const PlacedFile& file : placed.files) placed_paths_.insert(snapshot.files[file.file].path);
  }

  void find(std::vector<IgnoredInput>& found) const {
    for (const std::string& package : packages_.placed) {
      if (is_beside_the_point(package)) continue;
      const auto text = regular_file_text(root_, join_path(package, k_manifest));
      const auto manifest = text ? parse_toml(*text) : std::nullopt;
      if (!manifest) continue;
      if (has_source(package)) add(package, build_script_of(package, *manifest), "ignored-input", found);
      add(package, configuration_of(package), "ignored-input", found);
      add(package, lock_of(package, *manifest), "lock-drift", found);
    }
  }

 private:
  bool has_source(const std::string& package) const {
    return std::any_of(
        packages_.with_a_source.begin(), packages_.with_a_source.end(), [&](const std::string& directory) {
          return package_of(packages_.sent, directory) == package;
        });
  }

  std::optional<std::string> build_script_of(const std::string& package, const toml::table& manifest) const {
    const auto script = build_script(manifest);
    const auto path = script ? join_below(package, *script) : std::nullopt;
    return path && is_left_out(*path) ? path : std::nullopt;
  }

  // Where it sets what the program is compiled to say, or of what.
  std::optional<std::string> configuration_of(const std::string& package) const {
    for (const std::string_view name : {".cargo/config.toml", ".cargo/config"}) {
      std::string path = join_path(package, name);
      if (!is_left_out(path)) continue;
      const auto text = regular_file_text(root_, path);
      const auto settings = text ? parse_toml(*text) : std::nullopt;
      if (settings && (settings->contains("env") || settings->contains("patch"))) return path;
    }
    return std::nullopt;
  }

  std::optional<std::string> lock_of(const std::string& package, const toml::table& manifest) const {
    if (!root_.name.empty() || !is_topmost(package) || belongs_to_other_workspace(manifest))
      return std::nullopt;
    std::string path = join_path(package, k_lock);
    if (!is_left_out(path) || does_a_lock_arrive()) return std::nullopt;
    const auto text = regular_file_text(root_, path);
    return text && names_foreign_dependency(*text) ? std::optional(std::move(path)) : std::nullopt;
  }

  bool is_topmost(const std::string& package) const {
    return package.empty() || !package_of(packages_.sent, std::string(parent_path(package)));
  }

  bool does_a_lock_arrive() const {
    return std::any_of(packages_.sent.begin(), packages_.sent.end(), [&](const std::string& package) {
      const std::string path = join_path(package, k_lock);
      return is_topmost(package) && regular_file_status(root_, path) && arrives(path);
    });
  }

  // For the ignore rules: whether docker is sent it.
  bool arrives(const std::string& path) const {
    if (by_ == LeftOutBy::copies) return placed_paths_.contains(paths_.prefix() + path);
    return sends_file(root_, context_.builder, path);
  }

  bool is_left_out(const std::string& path) const {
    const bool sendable = by_ == LeftOutBy::ignore_rules || sends_file(root_, context_.builder, path);
    return regular_file_status(root_, path) && sendable && !arrives(path) &&
           !dockerfile_names(*context_.dockerfile, base_name(path));
  }

  void add(const std::string& package,
           const std::optional<std::string>& path,
           std::string_view mechanism,
           std::vector<IgnoredInput>& found) const {
    if (!path) return;
    const std::string prefix = paths_.prefix();
    const bool ignored = by_ == LeftOutBy::ignore_rules;
    const std::string file = root_.name.empty() ? context_.ignore_file.value_or("") : ".dockerignore";
    found.push_back({prefix + *path,
                     std::string(mechanism),
                     prefix + join_path(package, k_manifest),
                     ignored ? std::string(base_name(file)) : ""});
  }

  const BuildContext& context_;
  const ContextRoot& root_;
  RootPaths paths_;
  Packages packages_;
  LeftOutBy by_;
  std::set<std::string> placed_paths_;  // as in the snapshot
};

}  // namespace

std::vector<IgnoredInput> find_ignored_inputs(const BuildContext& context,
                                              const Snapshot& snapshot,
                                              const PlacedFiles& placed) {
  std::vector<IgnoredInput> found;
  if (!context.dockerfile || !compiles_with_cargo(*context.dockerfile, placed.stage)) return found;
  for (const ContextRoot& root : context.roots) {
    if (root.rules.empty()) continue;
    Finder(context, root, snapshot, placed, LeftOutBy::ignore_rules).find(found);
  }
  return found;
}

std::vector<IgnoredInput> find_uncopied_inputs(const BuildContext& context,
                                               const Snapshot& snapshot,
                                               const PlacedFiles& placed) {
  std::vector<IgnoredInput> found;
  const bool known = placed.unknown.empty() && placed.gap.empty() && placed.excluded.empty();
  if (!known || !context.dockerfile || !compiles_with_cargo(*context.dockerfile, placed.stage)) return found;
  for (const ContextRoot& root : context.roots) {
    Finder(context, root, snapshot, placed, LeftOutBy::copies).find(found);
  }
  return found;
}

}  // namespace cb21
