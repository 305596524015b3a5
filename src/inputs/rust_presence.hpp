// SPDX-License-Identifier: Apache-2.0
// Signs that a build has to do with Rust. One without any is docker's business alone.
#pragma once

#include "inputs/build_context.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

enum class RustPresence {
  none,
  classic_only,  // only under the classic builder, which reads ignore files otherwise
  files,         // files that docker would send, and nothing else
  some,
};

// A sign is a Cargo.toml or a .rs that docker would send, an instruction that names cargo, rustc or cargo's
// target/release, an image named for Rust, and whatever cannot be seen: a context, a Dockerfile, a folder.
// Files are told by their names, none is opened but the Dockerfile and the ignore files, and the first sign
// ends the search. `arguments.builder` does not count: both are asked for.
RustPresence find_rust_presence(ContextArguments arguments);

// The Cargo.toml files that docker would send, sorted; a ':' is behind the name of a named context. Nothing
// where a folder cannot be read.
std::optional<std::vector<std::string>> sent_manifests(const BuildContext& context);

// Whether an instruction of the Dockerfile, a comment aside, names cargo, rustc, what they make, or an image
// for Rust.
bool names_rust(std::string_view dockerfile_text);

}  // namespace cb21
