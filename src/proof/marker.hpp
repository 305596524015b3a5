// SPDX-License-Identifier: Apache-2.0
// The canon's strings check: the markers must be in the shipped binary. Shows placeholders and wrong
// binaries; a constant marker cannot show yesterday's binary.
#pragma once

#include "evidence/rust_signs.hpp"
#include "evidence/text_search.hpp"
#include "inputs/digest.hpp"
#include "proof/proof.hpp"
#include "sha256.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct MarkerFinding {
  std::string text;
  bool found = false;
};

// What one look at a binary gave.
struct Artifact {
  std::string path;
  std::uint64_t size = 0;
  std::optional<std::uint64_t> mtime;  // in the image, seconds since the epoch
  Digest digest;
  Sha256Digest sha256;
  bool elf = false;
  std::uint16_t machine = 0;  // e_machine of elf(5)
  bool packed = false;        // UPX
  bool rust = false;          // made by rustc (rust_signs.hpp)
  std::vector<MarkerFinding> markers;
};

// Collects an Artifact from a stream of its bytes.
class ArtifactReader {
 public:
  ArtifactReader(std::string path, std::vector<std::string> markers);

  void feed(std::string_view chunk);
  Artifact finish();

 private:
  Artifact artifact_;
  StreamDigest digest_;
  Sha256 sha256_;
  TextSearch search_;  // the markers
  RustSigns rust_;
  std::string start_;  // where the formats show
};

// What is expected of one binary.
struct ExpectedBinary {
  std::string path;  // in the image, absolute; may be a directory, then with `name`
  std::string name;  // base name of the binary
  std::vector<std::string> markers;
  bool configured_marker = false;  // by the user, not derived
  bool guessed_path = false;       // from ENTRYPOINT/CMD, which may merely start the binary
  std::string no_marker_reason;    // why `markers` is empty
  std::string package;             // cargo's; empty where it is not known
  std::vector<std::string> texts;  // that its own crate prints, for the stub proof
};

// Judges one artifact; `missing` says what was found instead of a file. `dockerfile_mechanism` is the
// mechanism the Dockerfile itself shows (empty if none).
Proof judge_marker(const ExpectedBinary& expected,
                   const std::optional<Artifact>& artifact,
                   const std::string& missing,
                   const std::string& dockerfile_mechanism);

}  // namespace cb21
