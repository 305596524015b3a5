// SPDX-License-Identifier: Apache-2.0
#include "scaffold/project.hpp"

#include "error.hpp"
#include "escape.hpp"
#include "inputs/binary_targets.hpp"
#include "inputs/build_context.hpp"
#include "inputs/cargo_manifest.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/enclosing_repository.hpp"
#include "inputs/main_marker.hpp"
#include "inputs/path_name.hpp"
#include "inputs/snapshot.hpp"
#include "scaffold/enclosing_folders.hpp"
#include "scaffold/quoting.hpp"
#include "scaffold/toolchain_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

std::string real_folder(const std::string& folder) {
  std::error_code failed;
  const fs::path real = fs::canonical(folder, failed);
  if (failed || !is_folder(real)) {
    throw Error("there is no folder " + escape(folder) + ": name the one of a Cargo project: cb21 init DIR",
                ExitCode::usage);
  }
  if (!is_file(real / "Cargo.toml")) {
    throw Error("there is no Cargo.toml in " + escape(folder) +
                    ": name the folder of a package or workspace: cb21 init DIR",
                ExitCode::usage);
  }
  return real.string();
}

std::optional<std::string> find_dockerfile(const fs::path& folder) {
  for (const std::string_view name : {"Dockerfile", "dockerfile", "docker/Dockerfile"}) {
    if (is_file(folder / name)) return std::string(name);
  }
  return std::nullopt;
}

// What the build reads, and the programs that cargo makes of the folder.
struct Sources {
  BuildContext context;
  std::vector<BinaryTarget> targets;
  std::vector<std::string> manifests;
};

Sources read_sources(const Project& project, const std::optional<std::string>& dockerfile) {
  ContextArguments arguments;
  arguments.directory = project.workspace;
  if (dockerfile) arguments.dockerfile = project.folder + "/" + *dockerfile;
  Sources sources{.context = locate_build_context(arguments), .targets = {}, .manifests = {}};
  const Snapshot snapshot = take_snapshot(sources.context, {});
  const ScannedTree tree(snapshot);
  sources.manifests = tree.manifests();
  sources.targets = binary_targets(sources.context, tree);
  const std::string below =
      project.folder == project.workspace
          ? std::string()
          : fs::path(project.folder).lexically_relative(project.workspace).string() + "/";
  std::erase_if(sources.targets,
                [&](const BinaryTarget& target) { return !target.manifest.starts_with(below); });
  return sources;
}

// Where an image has a file of the compile stage.
struct InstalledProgram {
  std::string name;  // in the compile stage
  std::string path;  // in the image
};

std::vector<InstalledProgram> installed_programs(const BuildContext& context) {
  std::vector<InstalledProgram> programs;
  if (!context.dockerfile) return programs;
  for (const ShippedFile& file : shipped_files(*context.dockerfile, "")) {
    const std::string name(base_name(file.source));
    const std::string path = file.image_path.ends_with('/') ? file.image_path + name : file.image_path;
    if (fits_a_line(path) && path.find_first_of("*?[") == std::string::npos) programs.push_back({name, path});
  }
  return programs;
}

// The one that the Dockerfile installs, else one that is named like its package, else the first.
const BinaryTarget& choose_target(const std::vector<BinaryTarget>& targets,
                                  const std::vector<InstalledProgram>& installed) {
  for (const InstalledProgram& program : installed) {
    if (const BinaryTarget* target = target_named(targets, program.name)) return *target;
  }
  const auto main = std::find_if(targets.begin(), targets.end(), [](const BinaryTarget& target) {
    return target.name == target.package;
  });
  return main == targets.end() ? targets.front() : *main;
}

std::optional<std::string> marker_of(const Sources& sources, const BinaryTarget& target) {
  const std::optional<MainMarker> marker =
      find_main_marker(read_context_text(sources.context, target.source));
  if (!marker || !fits_a_line(marker->text)) return std::nullopt;
  const bool left_out =
      std::any_of(sources.manifests.begin(), sources.manifests.end(), [&](const std::string& manifest) {
        return may_compile_out(read_context_text(sources.context, manifest), marker->macro);
      });
  return left_out ? std::nullopt : std::optional(marker->text);
}

void name_program(Project& project, const Sources& sources) {
  const std::vector<InstalledProgram> installed = installed_programs(sources.context);
  const BinaryTarget& target = choose_target(sources.targets, installed);
  if (!is_crate_name(target.package) || !is_crate_name(target.name)) {
    throw Error(escape(target.manifest) + " calls its program " + escape(target.package + "/" + target.name) +
                ", which cargo would not take: mend the name");
  }
  project.package = target.package;
  project.binary = target.name;
  project.marker = marker_of(sources, target);
  project.program = "/usr/local/bin/" + target.name;
  const auto of_package = [&](const BinaryTarget& other) { return other.package == target.package; };
  project.binary_needs_naming = std::count_if(sources.targets.begin(), sources.targets.end(), of_package) > 1;
  if (sources.targets.size() > 1) {
    project.remarks.push_back(fmt::format(
        "of {} programs taken: {} of the package {}", sources.targets.size(), target.name, target.package));
  }
  const auto found = std::find_if(installed.begin(), installed.end(), [&](const InstalledProgram& program) {
    return program.name == target.name;
  });
  if (found != installed.end()) {
    project.program = found->path;
  } else {
    project.remarks.push_back("no Dockerfile shows where the program will be: taken for " + project.program);
  }
}

void name_toolchain(Project& project, const BuildContext& context) {
  const ToolchainStage stage =
      context.dockerfile ? find_toolchain_stage(*context.dockerfile) : ToolchainStage();
  project.toolchain_image = stage.image;
  project.install_steps = stage.install_steps;
}

// Folders that sqlx, tonic, askama and the like read at compile time.
std::vector<std::string> watched_globs(const Project& project) {
  static constexpr auto k_folders =
      std::to_array<std::string_view>({"migrations", "proto", "protos", "templates", ".sqlx", "queries"});
  const fs::path prefix = fs::path(project.folder).lexically_relative(project.workspace);
  std::vector<std::string> globs;
  for (const std::string_view folder : k_folders) {
    const std::string glob = (prefix / folder).lexically_normal().string() + "/**";
    const bool literal = fits_a_line(glob) && glob.find_first_of("?[\\!# ") == std::string::npos;
    if (literal && is_folder(fs::path(project.folder) / folder)) globs.push_back(glob);
  }
  return globs;
}

std::string find_other_makefile(const fs::path& folder) {
  for (const std::string_view name : {"GNUmakefile", "makefile"}) {
    if (is_file(folder / name)) return std::string(name);
  }
  return {};
}

}  // namespace

Project look_at_project(const std::string& folder) {
  Project project;
  project.folder = real_folder(folder);
  project.workspace = enclosing_workspace(project.folder);
  project.repository = enclosing_repository(project.folder);
  const std::optional<std::string> dockerfile = find_dockerfile(project.folder);
  if (dockerfile) {
    project.dockerfile = *dockerfile;
  } else {
    project.remarks.emplace_back("there is no Dockerfile yet: what is written names " + project.dockerfile);
  }
  const Sources sources = read_sources(project, dockerfile);
  if (sources.targets.empty()) {
    throw Error("cargo would make no program of " + escape(folder) +
                ": cb21 is for programs in images (a src/main.rs, src/bin/NAME.rs or [[bin]])");
  }
  name_program(project, sources);
  name_toolchain(project, sources.context);
  project.watched = watched_globs(project);
  project.other_makefile = find_other_makefile(project.folder);
  return project;
}

}  // namespace cb21
