// SPDX-License-Identifier: Apache-2.0
// Which image a successful docker build left in the local store.
#pragma once

#include "cli/build_request.hpp"
#include "commands/verification.hpp"

#include <optional>
#include <string>

namespace cb21 {

// From a file that docker wrote an id to; nothing where it holds none.
std::optional<std::string> read_image_id(const std::string& path);

// What the store calls the image, from a file of --metadata-file; nothing where it holds no such thing.
std::optional<std::string> read_image_digest(const std::string& path);

// Whether docker takes --iidfile with these outputs: not with files on disk (buildx build/opt.go).
bool makes_an_image(const BuildRequest& request);

// From the id file alone, the user's or cb21's own: a tag may still be the old image's where the builder kept
// the new one to itself.
BuiltImage find_built_image(const BuildRequest& request, const std::string& iidfile);

}  // namespace cb21
