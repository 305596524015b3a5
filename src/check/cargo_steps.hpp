// SPDX-License-Identifier: Apache-2.0
// The cargo commands with which a Dockerfile compiles the project.
#pragma once

#include "check/checked_project.hpp"
#include "inputs/cargo_build.hpp"
#include "inputs/dockerfile.hpp"
#include "inputs/shell_commands.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct CargoStep {
  std::size_t stage = 0;
  const RunInstruction* run = nullptr;  // of the Dockerfile that was asked about; never null
  ShellCommand command;
  CargoBuild build;
};

// The stage that compiles, where a RUN of it or of a stage that it is made of names cargo.
std::optional<std::size_t> cargo_stage(const CheckedProject& project);

// Of that stage and of those it is made of, in order; empty where there is none.
std::vector<CargoStep> cargo_steps(const CheckedProject& project);

// The command up to the word that asks for the build, without options: "cargo +nightly build".
std::string command_name(const CargoStep& step);

// The step's RUN with `option` behind that word; empty where options stand before it, or where the RUN's text
// does not show for sure which words are the command.
std::string with_build_option(const CheckedProject& project, const CargoStep& step, std::string_view option);

}  // namespace cb21
