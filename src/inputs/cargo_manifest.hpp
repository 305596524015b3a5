// SPDX-License-Identifier: Apache-2.0
// What in a Cargo.toml affects compilation.
#pragma once

#include "inputs/digest.hpp"

#include <string_view>

namespace cb21 {

// Digest of everything but the dependency tables (dependencies, dev-/build-dependencies, also under target.*
// and workspace, patch, replace), independent of comments, order and white space. A text that is not TOML is
// digested whole, so any edit to it counts.
Digest compile_settings_digest(std::string_view manifest_text);

// Whether the manifest turns log levels off at compile time (tracing/log features max_level_*,
// release_max_level_*) so far that a statement of this macro ("info", "warn", ...) may not be compiled in.
bool may_compile_out(std::string_view manifest_text, std::string_view log_macro);

}  // namespace cb21
