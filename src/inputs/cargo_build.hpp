// SPDX-License-Identifier: Apache-2.0
// A cargo command that compiles the project, and what it compiles into which directory.
#pragma once

#include "inputs/shell_commands.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct CargoBuild {
  std::string profile = "debug";  // its directory below target/: debug, release, or a custom profile's name
  std::string target;             // --target
  std::string target_dir;         // --target-dir, or CARGO_TARGET_DIR in front of the command
  std::vector<std::string> bins;  // --bin
  std::vector<std::string> packages;  // -p, --package
  bool selects = false;               // other targets or packages are named, too
  bool every_bin = false;             // --bins, --all-targets
  bool every_package = false;         // --workspace, --all; and --manifest-path, which names an unknown one
  bool uncertain = false;  // a variable stands where any option could, or words are added to the command
};

// `cargo build|rustc|run`, `cargo install --path`, `cargo zigbuild`, `cargo <tool> build` (auditable, leptos,
// lambda, ...), and the same with cross, xargo or xx-cargo. Not fetch, check, test, fmt, chef, nor the
// installation of a crate from a registry.
std::optional<CargoBuild> read_cargo_build(const ShellCommand& command);

// The place among the command's words of the one that asks for the build, behind which its options stand:
// `build`; where cargo-x is the program and no word says more, 0. Nothing for a command that builds nothing.
std::optional<std::size_t> build_word(const ShellCommand& command);

// Whether the command may be, or run, a cargo build that read_cargo_build does not see: all but the programs
// that are known to do other things.
bool may_hide_build(const ShellCommand& command);

// The directory below target/ that a cargo command's --profile means; empty where it has none.
std::string named_profile(const ShellCommand& command);

// The subcommand and its arguments, for cargo and its stand-ins: {"clean", "-p", "app"}; empty for any other
// program.
std::vector<std::string> cargo_arguments(const ShellCommand& command);

}  // namespace cb21
