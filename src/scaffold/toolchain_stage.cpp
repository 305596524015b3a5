// SPDX-License-Identifier: Apache-2.0
#include "scaffold/toolchain_stage.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/shell_commands.hpp"
#include "scaffold/quoting.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

namespace cb21 {
namespace {

bool brings_rust(const std::string& image) {
  static constexpr std::string_view k_other_characters = "._-/:@";
  const auto allowed = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           k_other_characters.find(c) != std::string_view::npos;
  };
  return image.find("rust") != std::string::npos && std::all_of(image.begin(), image.end(), allowed);
}

bool installs_packages(std::string_view script) {
  static constexpr auto k_installers =
      std::to_array<std::string_view>({"apt-get", "apt", "apk", "dnf", "microdnf", "yum"});
  const std::vector<ShellCommand> commands = shell_commands(script);
  return std::any_of(commands.begin(), commands.end(), [](const ShellCommand& command) {
    return std::find(k_installers.begin(), k_installers.end(), command.program()) != k_installers.end();
  });
}

// Variables of the Dockerfile, which would be empty elsewhere.
bool uses_variables(std::string_view text) {
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (next == '{' || next == '_' || std::isalpha(static_cast<unsigned char>(next)) != 0) return true;
  }
  return false;
}

// Cache mounts hold what would be downloaded otherwise; any other mount brings something.
bool stands_alone(const RunInstruction& run, const Instruction& instruction) {
  const bool only_caches = std::all_of(
      run.mounts.begin(), run.mounts.end(), [](const Mount& mount) { return mount.type == "cache"; });
  return only_caches && !run.exec_form && instruction.heredocs.empty() && !uses_variables(instruction.text) &&
         fits_a_line(instruction.text);
}

}  // namespace

ToolchainStage find_toolchain_stage(const Dockerfile& dockerfile) {
  ToolchainStage found;
  const std::optional<std::size_t> compile = find_compile_stage(dockerfile, "");
  if (!compile) return found;
  const std::vector<std::size_t> lineage = stage_lineage(dockerfile, *compile);
  const std::string& image = dockerfile.stages[lineage.front()].base;
  if (!brings_rust(image)) return found;
  found.image = image;
  for (const std::size_t index : lineage) {
    const Stage& stage = dockerfile.stages[index];
    for (const RunInstruction& run : stage.runs) {
      const Instruction& instruction = stage.instructions[run.instruction];
      const bool wanted = installs_packages(run.command) && !runs_cargo_build(run.command);
      if (wanted && stands_alone(run, instruction)) found.install_steps.push_back("RUN " + instruction.text);
    }
  }
  return found;
}

}  // namespace cb21
