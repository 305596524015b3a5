// SPDX-License-Identifier: Apache-2.0
// Reads the tar of a stage that was made to look into docker's layers and keeps what each wanted entry is
// there: content, time, mode, and where a link leads.
#pragma once

#include "docker/tar_stream.hpp"
#include "inputs/digest.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cb21 {

struct LayerFile {
  TarEntry::Type type = TarEntry::Type::other;
  Digest content;  // of a regular file's bytes, of a link's target; zero otherwise
  std::optional<std::uint64_t> mtime;
  std::uint32_t mode = 0;  // permission bits
};

// Paths in the stage, without a slash at either end, and the caller's numbers for what is there.
using LayerPlaces = std::unordered_map<std::string, std::vector<std::size_t>>;

// By those numbers.
using LayerFiles = std::map<std::size_t, LayerFile>;

class LayerFilesReader {
 public:
  explicit LayerFilesReader(LayerPlaces wanted);

  // Throws Error for what is not a tar stream.
  void feed(std::string_view bytes);

  // Throws Error where the stream broke off. What is missing was not there. A hard link has its target's
  // content where that was wanted, too.
  LayerFiles finish();

 private:
  void begin(const TarEntry& entry);
  void end();

  LayerPlaces wanted_;
  std::unordered_map<std::string, LayerFile> found_;  // by path in the stage
  std::string path_;
  LayerFile file_;
  std::optional<StreamDigest> digest_;
  TarStream tar_;
};

}  // namespace cb21
