// SPDX-License-Identifier: Apache-2.0
// What travels from one stage into an image by COPY --from, through stages that only collect.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {

// A file that the final image has from the compile stage.
struct ShippedFile {
  std::string source;  // absolute in the compile stage; a directory if it ends with '/'; may hold wildcards
  std::string image_path;  // where COPY puts it; ends with '/' where the name is the source's base name
  std::size_t line = 0;    // of the COPY in the final stage
};

// Whether `image` is `stage` or one that FROM makes of it, directly or not.
bool is_made_of(const Dockerfile& dockerfile, std::size_t image, std::size_t stage);

// In file order. Empty where the image is made of `stage` itself. Renaming on the way is followed; files that
// a collecting stage moves with RUN are not.
std::vector<ShippedFile> files_shipped_from(const Dockerfile& dockerfile,
                                            std::size_t image,
                                            std::size_t stage);

}  // namespace cb21
