// SPDX-License-Identifier: Apache-2.0
// Reads what the stages of a probe wrote down. All of it is untrusted: file names and contents come from
// images, and the tools that print them are the image's own. Sizes and counts in it drive no allocation
// beyond fixed limits; what is beyond them is left out, and StageEvidence::truncated says so.
#pragma once

#include "docker/tar_stream.hpp"
#include "evidence/evidence.hpp"
#include "evidence/probe.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class EvidenceReader {
 public:
  explicit EvidenceReader(const ProbeBuild& probe);

  // Bytes of the tar stream of the probe's target, in pieces of any size. Throws Error for what is no tar
  // stream.
  void feed(std::string_view bytes);

  // The evidence of each point of the probe, sorted by stage, then instruction. A point of which nothing came
  // says so in why_none.
  Evidence finish();

 private:
  void begin(const TarEntry& entry);
  void append(std::string_view content);

  std::vector<ProbedPoint> points_;
  std::string nonce_;
  std::map<std::string, std::string, std::less<>> results_;  // by name in the stream: "0/with-mounts"
  std::string* open_ = nullptr;
  std::size_t kept_ = 0;  // bytes of all results
  TarStream stream_;
};

// One result of the probe's script (probe_script.hpp), read; for EvidenceReader and its tests.
StageEvidence read_probe_result(std::string_view text, std::string_view nonce, const ProbedPoint& point);

}  // namespace cb21
