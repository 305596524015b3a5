// SPDX-License-Identifier: Apache-2.0
#include "inputs/compiler_wrapper.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/path_name.hpp"
#include "inputs/shell_commands.hpp"
#include "word_list.hpp"

#include <fmt/core.h>

namespace cb21 {
namespace {

bool names_wrapper(std::string_view name, std::string_view value) {
  return is_one_of(name,
                   {"RUSTC",
                    "RUSTC_WRAPPER",
                    "RUSTC_WORKSPACE_WRAPPER",
                    "CARGO_BUILD_RUSTC",
                    "CARGO_BUILD_RUSTC_WRAPPER",
                    "CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER"}) &&
         !value.empty() && base_name(value) != "sccache";
}

// The first of the settings that names a wrapper, as NAME=VALUE; empty for none.
template <typename Settings>
std::string first_wrapper(const Settings& settings) {
  for (const auto& [name, value] : settings) {
    if (names_wrapper(name, value)) return fmt::format("{}={}", name, value);
  }
  return {};
}

std::string wrapper_of(const Stage& stage) {
  if (std::string found = first_wrapper(stage.args); !found.empty()) return found;
  if (std::string found = first_wrapper(stage.environment); !found.empty()) return found;
  for (const RunInstruction& run : stage.runs) {
    for (const ShellCommand& command : shell_commands(run.command)) {
      if (std::string found = first_wrapper(command.assignments); !found.empty()) return found;
    }
  }
  return {};
}

}  // namespace

std::string compiler_wrapper(const Dockerfile& dockerfile, std::string_view target) {
  for (const std::size_t compiling : find_compile_stages(dockerfile, target)) {
    for (const std::size_t part : stage_lineage(dockerfile, compiling)) {
      if (std::string found = wrapper_of(dockerfile.stages[part]); !found.empty()) return found;
    }
  }
  return {};
}

}  // namespace cb21
