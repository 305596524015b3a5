// SPDX-License-Identifier: Apache-2.0
// The tree of an image, from `docker export`. The image is not run: its container is
// created only, so that images of every platform can be read.
#pragma once

#include "docker/client.hpp"
#include "evidence/image_tree.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace cb21 {

// `sizes`: of files whose sha256 is wanted. Throws Error where docker cannot create the container, or fails
// before all was read.
ImageTree read_image_tree(const DockerClient& client,
                          const std::string& image,
                          const std::string& state_directory,
                          const std::set<std::uint64_t>& sizes);

}  // namespace cb21
