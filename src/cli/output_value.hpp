// SPDX-License-Identifier: Apache-2.0
// One value of -o/--output, as buildx reads it (util/buildflags/export.go ParseExports): a CSV record of
// key=value fields, or a bare folder, or "-" for a tar on standard output.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

struct OutputValue {
  std::string type;                                         // "local" and "tar" for the bare forms
  std::vector<std::pair<std::string, std::string>> fields;  // all but type, keys in lower case

  std::string field(std::string_view key) const;  // the last one; empty where there is none
  bool is_set(std::string_view key) const;        // Go's ParseBool

  // Makes an image in a store or registry, not files here: image, registry, docker without dest, moby.
  bool is_image() const;
  bool pushes() const;
  // The image's names, as typed.
  std::vector<std::string> names() const;
};

OutputValue parse_output(const std::string& text);

// What is left of an image output once its names and its push are taken away: empty where that is what docker
// does anyway.
std::string without_release(const OutputValue& output);

}  // namespace cb21
