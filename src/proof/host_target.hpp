// SPDX-License-Identifier: Apache-2.0
// The host's own binary, shipped in place of a compiled one.
#pragma once

#include "proof/proof.hpp"

#include <string>

namespace cb21 {

// A failure: the binary at `image_path` is the file at `host_path` of the context (find_host_artifact).
Proof judge_host_target(const std::string& image_path, const std::string& host_path);

}  // namespace cb21
