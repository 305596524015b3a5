// SPDX-License-Identifier: Apache-2.0
// The tree of an image or of a container, from `docker export`. The image is not run: its container is
// created only, so that images of every platform can be read.
#pragma once

#include "docker/client.hpp"
#include "evidence/image_tree.hpp"

#include <string>

namespace cb21 {

// Throws Error where docker cannot create the container, or fails before all was read.
ImageTree read_image_tree(const DockerClient& client,
                          const std::string& image,
                          const std::string& state_directory);

// Of a container that is there, running or not: its own files, changes since its start included. Throws Error
// likewise.
ImageTree read_container_tree(const DockerClient& client, const std::string& container);

}  // namespace cb21
