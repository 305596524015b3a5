// SPDX-License-Identifier: Apache-2.0
#include "commands/cargo_metadata.hpp"

#include "check/project_targets.hpp"
#include "docker/process.hpp"
#include "docker/program_file.hpp"
#include "error.hpp"
#include "inputs/path_name.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace cb21 {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr int k_patience_ms = 10'000;
constexpr std::size_t k_largest_answer = 64U << 20U;

// Relative to `directory`; nothing for what lies outside.
std::optional<std::string> below(const fs::path& path, const std::string& directory) {
  const fs::path relative = path.lexically_normal().lexically_relative(directory);
  if (relative.empty() || *relative.begin() == "..") return std::nullopt;
  return relative.string();
}

bool is_binary(const json::value& target) {
  const json::array& kinds = target.at("kind").as_array();
  return std::any_of(kinds.begin(), kinds.end(), [](const json::value& kind) { return kind == "bin"; });
}

std::string text_at(const json::value& object, std::string_view key) {
  const json::string& text = object.at(key).as_string();
  return {text.begin(), text.end()};
}

void append_binaries(std::vector<BinaryTarget>& targets,
                     const json::value& package,
                     const std::string& directory) {
  const auto manifest = below(text_at(package, "manifest_path"), directory);
  if (!manifest) return;
  for (const json::value& target : package.at("targets").as_array()) {
    const auto source = below(text_at(target, "src_path"), directory);
    if (!is_binary(target) || !source) continue;
    targets.push_back({text_at(target, "name"), text_at(package, "name"), *source, *manifest});
  }
}

}  // namespace

std::optional<std::string> find_cargo() {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? std::string_view() : path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const fs::path program = fs::path(rest.substr(0, end)) / "cargo";
    if (program.is_absolute() && is_program(program.string())) return program.string();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

std::optional<std::vector<BinaryTarget>> ask_cargo(const std::string& directory) {
  const auto cargo = find_cargo();
  if (!cargo) return std::nullopt;
  const Command command{.program = *cargo,
                        .arguments = {"metadata",
                                      "--no-deps",
                                      "--offline",
                                      "--format-version",
                                      "1",
                                      "--manifest-path",
                                      directory + "/Cargo.toml"},
                        .environment = {{"RUSTUP_AUTO_INSTALL", "0"}, {"CARGO_TERM_COLOR", "never"}},
                        .directory = "/"};
  try {
    const CapturedOutput answer =
        run_captured(command, {.limit = k_largest_answer, .timeout_ms = k_patience_ms});
    return answer.status.success() ? read_cargo_metadata(answer.out, directory) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::optional<std::vector<BinaryTarget>> ask_cargo(const CheckedProject& project) {
  if (project.context.roots.empty()) return std::nullopt;
  std::vector<BinaryTarget> all;
  for (const CargoWorkspace& workspace : project_workspaces(project)) {
    const std::string folder(parent_path(workspace.manifest));
    const std::string prefix = folder.empty() ? folder : folder + '/';
    const fs::path directory = fs::path(project.context.roots.front().path) / folder;
    const auto found = ask_cargo(folder.empty() ? project.context.roots.front().path : directory.string());
    if (!found) return std::nullopt;
    for (const BinaryTarget& target : *found)
      all.push_back({target.name, target.package, prefix + target.source, prefix + target.manifest});
  }
  return all;
}

std::optional<std::vector<BinaryTarget>> read_cargo_metadata(std::string_view text,
                                                             const std::string& directory) {
  try {
    const json::value answer = json::parse(json::string_view(text.data(), text.size()));
    std::vector<BinaryTarget> targets;
    for (const json::value& package : answer.at("packages").as_array())
      append_binaries(targets, package, directory);
    return targets;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace cb21
