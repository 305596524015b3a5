// SPDX-License-Identifier: Apache-2.0
#include "check/cargo_rules.hpp"

#include "check/project_targets.hpp"
#include "escape.hpp"
#include "inputs/bin_tables.hpp"
#include "inputs/dockerfile_words.hpp"
#include "inputs/path_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

// A package of which a binary is shipped.
struct ShippedPackage {
  std::string manifest;
  std::string name;
  std::vector<BinaryTarget> targets;  // all of the package's
  std::string text;                   // of the manifest
};

std::vector<ShippedPackage> shipped_packages(const CheckedProject& project) {
  std::set<std::string> manifests;
  for (const BinaryTarget& target : shipped_targets(project)) manifests.insert(target.manifest);
  const std::vector<BinaryTarget> targets = project_targets(project);
  std::vector<ShippedPackage> packages;
  for (const std::string& manifest : manifests) {
    ShippedPackage package{.manifest = manifest, .text = read_context_text(project.context, manifest)};
    for (const BinaryTarget& target : targets) {
      if (target.manifest != manifest) continue;
      package.name = target.package;
      package.targets.push_back(target);
    }
    packages.push_back(std::move(package));
  }
  return packages;
}

// Relative to the package's folder.
std::string below_package(const ShippedPackage& package, const std::string& path) {
  return std::filesystem::path(path).lexically_relative(std::string(parent_path(package.manifest))).string();
}

std::string in_package(const ShippedPackage& package, const std::string& path) {
  const std::string_view folder = parent_path(package.manifest);
  return folder.empty() ? path : std::string(folder) + '/' + path;
}

std::string list_of(const ShippedPackage& package) {
  std::string list;
  for (const BinaryTarget& target : package.targets) {
    if (!list.empty()) list += ", ";
    list += fmt::format("{} ({})", escape(target.name), escape(below_package(package, target.source)));
  }
  return list;
}

// The second [[bin]], or the one that stands beside what cargo finds by itself.
std::size_t line_of_several(const ShippedPackage& package) {
  const std::vector<BinTable> tables = read_bin_tables(package.text);
  if (tables.empty()) return package_line(package.text);
  return tables[std::min<std::size_t>(1, tables.size() - 1)].line;
}

// The one that stays: src/main.rs, else the one named like the package, else the first.
const BinaryTarget& main_target(const ShippedPackage& package) {
  const auto& targets = package.targets;
  auto found = std::find_if(targets.begin(), targets.end(), [&](const BinaryTarget& target) {
    return below_package(package, target.source) == "src/main.rs";
  });
  if (found != targets.end()) return *found;
  found = std::find_if(targets.begin(), targets.end(), [&](const BinaryTarget& target) {
    return target.name == package.name;
  });
  return found != targets.end() ? *found : targets.front();
}

std::string cure_of_several(const ShippedPackage& package) {
  const BinaryTarget& stays = main_target(package);
  std::string members;
  std::string moves;
  for (const BinaryTarget& target : package.targets) {
    if (&target == &stays) continue;
    members += fmt::format(", \"{}\"", escape(target.name));
    moves += fmt::format("# {} becomes {}/src/main.rs, with a Cargo.toml of its own\n",
                         escape(below_package(package, target.source)),
                         escape(target.name));
  }
  return fmt::format("{}[workspace]\nmembers = [\".\"{}]", moves, members);
}

// Where cargo looks for a binary without being told.
bool is_standard(const BinTable& table) {
  const std::string path = std::filesystem::path(*table.path).lexically_normal().string();
  return path == "src/main.rs" || path == "src/bin/" + table.name + ".rs" ||
         path == "src/bin/" + table.name + "/main.rs";
}

// What a comment on a path speaks of.
std::vector<std::string> subjects_of(const BinTable& table) {
  std::vector<std::string> subjects{"path", "entry", "source", "main.rs", lower_case(table.name)};
  for (const auto& part : std::filesystem::path(*table.path)) {
    const std::string stem = lower_case(part.stem().string());
    if (stem.size() > 2 && stem != "src") subjects.push_back(stem);
  }
  return subjects;
}

bool is_documented(const BinTable& table) {
  const std::vector<std::string> subjects = subjects_of(table);
  return std::any_of(table.comments.begin(), table.comments.end(), [&](const std::string& comment) {
    const std::string text = lower_case(comment);
    return !text.starts_with("cb21:") &&
           std::any_of(subjects.begin(), subjects.end(), [&](const std::string& subject) {
             return text.find(subject) != std::string::npos;
           });
  });
}

Violation describe_undocumented(const CheckedProject& project,
                                const ShippedPackage& package,
                                const BinTable& table) {
  const std::string name = escape(table.name);
  const std::string path = escape(*table.path);
  return {.file = context_file_name(project, package.manifest),
          .line = table.path_line,
          .message = fmt::format("{} is made of {}, not of src/main.rs, and no comment says so", name, path),
          .cure = fmt::format(
              "# Entry point: {}, not src/main.rs, because ...\n[[bin]]\nname = \"{}\"\npath = \"{}\"",
              path,
              name,
              path)};
}

}  // namespace

std::vector<Violation> find_several_binaries(const CheckedProject& project) {
  std::vector<Violation> violations;
  for (const ShippedPackage& package : shipped_packages(project)) {
    if (package.targets.size() < 2) continue;
    violations.push_back({.file = context_file_name(project, package.manifest),
                          .line = line_of_several(package),
                          .message = fmt::format("{} has {} binary entry points, not one: {}",
                                                 escape(package.name),
                                                 package.targets.size(),
                                                 list_of(package)),
                          .cure = cure_of_several(package)});
  }
  return violations;
}

std::vector<Violation> find_undocumented_paths(const CheckedProject& project) {
  std::vector<Violation> violations;
  for (const ShippedPackage& package : shipped_packages(project)) {
    for (const BinTable& table : read_bin_tables(package.text)) {
      if (!table.path || is_standard(table) || is_documented(table)) continue;
      violations.push_back(describe_undocumented(project, package, table));
    }
  }
  return violations;
}

std::vector<Violation> find_unused_main(const CheckedProject& project) {
  std::vector<Violation> violations;
  const ScannedTree tree(project.snapshot);
  for (const ShippedPackage& package : shipped_packages(project)) {
    const std::string main = in_package(package, "src/main.rs");
    const bool used = std::any_of(package.targets.begin(),
                                  package.targets.end(),
                                  [&](const BinaryTarget& target) { return target.source == main; });
    if (used || !tree.exists(main)) continue;
    const std::vector<BinTable> tables = read_bin_tables(package.text);
    const bool told = !tables.empty() && tables.front().path;
    violations.push_back(
        {.file = context_file_name(project, package.manifest),
         .line = told ? tables.front().path_line : package_line(package.text),
         .message = fmt::format("src/main.rs is not compiled: {} is made of {}",
                                escape(package.targets.front().name),
                                escape(below_package(package, package.targets.front().source))),
         .cure = fmt::format("[[bin]]\nname = \"{}\"\npath = \"src/main.rs\"",
                             escape(package.targets.front().name))});
  }
  return violations;
}

}  // namespace cb21
