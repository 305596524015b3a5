// SPDX-License-Identifier: Apache-2.0
// Reads the tar of a collecting stage (inputs/source_stages.hpp) and tells what content each file has there.
#pragma once

#include "docker/tar_stream.hpp"
#include "inputs/digest.hpp"
#include "inputs/source_cover.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cb21 {

struct SeenSource {
  Digest digest;
  std::uint64_t size = 0;
  bool ambiguous = false;  // platforms of one build have different content

  friend bool operator==(const SeenSource&, const SeenSource&) = default;
};

// By the folders' keys; what is missing was not there.
using SeenSources = std::map<std::string, SeenSource>;

// The name of a tar entry without "./" and, for a build of several platforms, without the platform's
// directory: a collecting stage's own directories begin with a digit.
std::string path_in_stage(std::string_view name);

class SourcesReader {
 public:
  explicit SourcesReader(const std::vector<SourceFolder>& folders);

  // Throws Error for what is not a tar stream.
  void feed(std::string_view bytes);

  // Throws Error where the stream broke off.
  SeenSources finish();

 private:
  void begin(const TarEntry& entry);
  void end();
  void enter(const std::string& name, const SeenSource& seen);

  std::unordered_map<std::string, std::vector<std::string>> keys_;  // by path in the tar
  std::unordered_map<std::string, SeenSource> others_;              // what a hard link may name
  SeenSources seen_;
  std::string name_;
  std::optional<StreamDigest> digest_;
  std::uint64_t size_ = 0;
  TarStream tar_;
};

}  // namespace cb21
