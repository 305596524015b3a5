// SPDX-License-Identifier: Apache-2.0
// The names that docker takes for -t, by distribution's grammar (distribution/reference regexp.go and
// normalize.go, splitDockerDomain). Where versions differ the lenient one is followed: what passes here and
// docker refuses is refused when the name is given; what did not pass here is docker's to judge.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct ImageReference {
  std::string domain;  // docker.io where none was given
  std::string path;    // library/NAME for docker.io's one-word names
  std::string tag;     // empty where none was given

  // "docker.io/library/hello" with ":1" if there was a tag: what BuildKit calls image.name.
  std::string full() const;
  // "hello:latest": what docker prints and a user would type, always with a tag.
  std::string familiar() const;
};

// Nothing for what is no valid name, for a 64-digit id, and for a name with a digest, which docker gives to
// no build.
std::optional<ImageReference> parse_image_reference(std::string_view text);

}  // namespace cb21
