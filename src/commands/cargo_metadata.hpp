// SPDX-License-Identifier: Apache-2.0
// Asks the machine's cargo for the binaries of a project. For `cb21 check` alone: a build runs no cargo.
// The project's files are not trusted: `cargo metadata --no-deps` compiles, fetches and writes nothing, and
// it runs in "/", so that neither a rust-toolchain file (which may name a program of its own, or have rustup
// fetch one) nor a .cargo/config of the project has a say.
#pragma once

#include "check/checked_project.hpp"
#include "inputs/binary_targets.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// The first `cargo` in an absolute folder of PATH; nothing where there is none.
std::optional<std::string> find_cargo();

// Of the workspace that `directory`, an absolute path that holds a Cargo.toml, belongs to; paths are relative
// to it, and what lies outside is left out. Nothing where there is no cargo, or it does not answer within ten
// seconds, or not as it should (it refuses a manifest).
std::optional<std::vector<BinaryTarget>> ask_cargo(const std::string& directory);

// Of all workspaces of the project, paths relative to the main context: what CheckedProject::cargo_targets is
// for. Nothing where cargo cannot say it of each of them.
std::optional<std::vector<BinaryTarget>> ask_cargo(const CheckedProject& project);

// What `cargo metadata` printed, held against `directory`. Nothing for a text that is not of that form.
std::optional<std::vector<BinaryTarget>> read_cargo_metadata(std::string_view text,
                                                             const std::string& directory);

}  // namespace cb21
