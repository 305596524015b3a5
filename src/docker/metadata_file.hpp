// SPDX-License-Identifier: Apache-2.0
// buildx's --metadata-file: JSON as Go's json.MarshalIndent writes it, two blanks deep, keys sorted, no
// newline at the end (observed with buildx 0.13.1). Only text is put in, so what buildx wrote stays byte for
// byte.
#pragma once

#include <optional>
#include <string>

namespace cb21 {

struct MetadataAdditions {
  std::string image_name;                   // "image.name": full names, joined by commas
  std::optional<std::string> image_digest;  // "containerimage.digest": what the registry calls the image
};

// The text with the additions in it; nothing where it is no such object. Engines that do not tell the
// configuration's digest (20.10) tell no names either: those get none.
std::optional<std::string> completed_metadata(const std::string& text, const MetadataAdditions& additions);

// The same for a file, replaced atomically as buildx does. Throws Error naming the file.
void complete_metadata_file(const std::string& path, const MetadataAdditions& additions);

}  // namespace cb21
