// SPDX-License-Identifier: Apache-2.0
// The files that a Cargo.toml names as what cargo begins to compile at. By cargo's own rules their names end
// in .rs, but a path of one's own may be any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// As written, relative to the manifest's folder: package.build and the paths of [lib], [[bin]], [[example]],
// [[test]] and [[bench]], as far as they do not end in .rs. Empty for a text that is not TOML.
std::vector<std::string> named_crate_roots(std::string_view manifest_text);

}  // namespace cb21
