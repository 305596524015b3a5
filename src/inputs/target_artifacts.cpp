// SPDX-License-Identifier: Apache-2.0
#include "inputs/target_artifacts.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/shell_commands.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace cb21 {
namespace {

using Profiles = std::set<std::string, std::less<>>;

// The directories of profiles in a target directory, beside which tools have theirs.
Profiles known_profiles(const Dockerfile& dockerfile) {
  Profiles profiles{"debug", "release"};
  for (const Stage& stage : dockerfile.stages) {
    for (const RunInstruction& run : stage.runs) {
      for (const ShellCommand& command : shell_commands(run.command)) profiles.insert(named_profile(command));
    }
  }
  return profiles;
}

std::optional<TargetArtifact> read_artifact(std::string_view path, std::size_t line) {
  const std::size_t target = path.find("/target/");
  if (target == std::string_view::npos || path.find_first_of("$*?[") != std::string_view::npos)
    return std::nullopt;
  const std::string_view below = path.substr(target + 8);
  const std::size_t name = below.rfind('/');
  const auto depth = std::count(below.begin(), below.end(), '/');
  if (name == std::string_view::npos || depth > 2 || name + 1 == below.size()) return std::nullopt;
  TargetArtifact artifact{
      std::string(below.substr(name + 1)), std::string(base_name(below.substr(0, name))), line};
  if (artifact.name.find('.') != std::string::npos) return std::nullopt;
  return artifact;
}

void append_artifacts(std::vector<TargetArtifact>& artifacts, const RunInstruction& run) {
  for (const ShellCommand& command : shell_commands(run.command)) {
    const bool copies =
        command.program() == "cp" || command.program() == "mv" || command.program() == "install";
    if (!copies || command.words.size() < 3) continue;
    // The last word is where to.
    for (std::size_t i = 1; i + 1 < command.words.size(); ++i) {
      const std::string path = absolute_path(run.workdir, command.words[i], TrailingSlash::keep);
      if (const auto artifact = read_artifact(path, run.line)) artifacts.push_back(*artifact);
    }
  }
}

}  // namespace

std::vector<TargetArtifact> taken_artifacts(const Dockerfile& dockerfile,
                                            std::string_view target,
                                            std::size_t compile_stage) {
  std::vector<TargetArtifact> artifacts;
  for (const RunInstruction& run : dockerfile.stages[compile_stage].runs) append_artifacts(artifacts, run);
  for (const ShippedFile& file : shipped_files(dockerfile, target)) {
    if (const auto artifact = read_artifact(file.source, file.line)) artifacts.push_back(*artifact);
  }
  const Profiles profiles = known_profiles(dockerfile);
  artifacts.erase(
      std::remove_if(artifacts.begin(),
                     artifacts.end(),
                     [&](const TargetArtifact& artifact) { return !profiles.contains(artifact.profile); }),
      artifacts.end());
  return artifacts;
}

}  // namespace cb21
