// SPDX-License-Identifier: Apache-2.0
// What cargo left in the host's own target/, where docker sends it along: cargo in the image may find it
// fresh and compile nothing.
#pragma once

#include "inputs/build_context.hpp"
#include "inputs/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// A binary of the built image.
struct BinaryBytes {
  std::string path;  // in the image, absolute
  std::uint64_t size = 0;
  std::optional<std::uint64_t> mtime;  // seconds since the epoch
  Digest digest;
};

// The file of the main context, relative to its root, that docker sends and that has the binary's very bytes
// and time, at the place below target/ where the binary was taken from in the stage that runs cargo. The time
// tells it from what cargo compiled to the same bytes: COPY keeps it, to the second (observed on
// Docker 20.10, its classic builder included, and 26.1). Nothing where no stage runs cargo (a binary compiled
// elsewhere is then shipped on purpose), where the binary comes from elsewhere, or where a RUN moved it. A
// link is not looked into.
std::optional<std::string> find_host_artifact(const BuildContext& context,
                                              std::string_view target,
                                              const BinaryBytes& binary);

}  // namespace cb21
