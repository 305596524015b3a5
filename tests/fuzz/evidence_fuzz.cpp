// SPDX-License-Identifier: Apache-2.0
// Any bytes as the results of a probe: no crash, the pieces in which they come do not matter, and what is
// read keeps its promises. The first byte of an input is no part of it: its lower bits are the length of the
// pieces, the highest says that the rest is a whole tar stream, else it is one result.
#include "error.hpp"
#include "evidence/evidence_reader.hpp"
#include "support/tar_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_digits(std::string_view text, std::size_t most) {
  return text.size() <= most && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_absolute(const std::string& path) { return path.starts_with('/'); }

void check_unit(const cb21::CargoUnit& unit) {
  require(!unit.package.empty() && !unit.target.empty() && unit.hash.size() == 16 &&
          is_digits(unit.hash, 16));
  require(unit.folder.starts_with(unit.profile));
  require(unit.fingerprint.empty() || (unit.fingerprint.size() == 16 && is_digits(unit.fingerprint, 16)));
  require(std::all_of(unit.files.begin(), unit.files.end(), is_absolute));
  require(std::all_of(unit.dependencies.begin(), unit.dependencies.end(), [](const std::string& dependency) {
    return dependency.size() == 16 && is_digits(dependency, 16);
  }));
}

void check(const cb21::StageEvidence& evidence) {
  for (const cb21::CargoUnit& unit : evidence.units) check_unit(unit);
  for (const cb21::CargoArtifact& artifact : evidence.artifacts) {
    require(is_absolute(artifact.file.path) && is_digits(artifact.build_id, 128));
    require(std::all_of(artifact.files.begin(), artifact.files.end(), is_absolute));
  }
  for (const auto& [path, file] : evidence.files) {
    require(is_absolute(path) && path == file.path);
    require(file.sha256.empty() || (file.sha256.size() == 64 && is_digits(file.sha256, 64)));
  }
}

cb21::ProbeBuild probe() {
  cb21::ProbeBuild build;
  build.nonce = "N1";
  cb21::ProbedPoint mounted;
  mounted.cache_mounts = {"/app/target"};
  mounted.looks_behind_mounts = true;
  build.points = {mounted, {}};
  return build;
}

cb21::Evidence read(const std::string& archive, std::size_t piece) {
  cb21::EvidenceReader reader(probe());
  try {
    for (std::size_t at = 0; at < archive.size(); at += piece)
      reader.feed(std::string_view(archive).substr(at, piece));
  } catch (const cb21::Error&) {
    return {{}, "no tar stream"};
  }
  return reader.finish();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = (data[0] & 0x7FU) * std::size_t{4} + 1;
  std::string input;
  for (std::size_t i = 1; i < size; ++i) input += static_cast<char>(data[i]);
  if ((data[0] & 0x80U) == 0) {
    // The same result as what mounts show and what they hide, so that the two are joined.
    std::string archive;
    for (const char* const name : {"0/with-mounts", "0/without-mounts", "1/without-mounts"})
      archive += cb21::test::tar_entry({name, '0', input});
    input = archive + cb21::test::tar_end();
  }
  const cb21::Evidence evidence = read(input, piece);
  require(evidence == read(input, input.size() + 1));
  for (const cb21::StageEvidence& stage : evidence.stages) check(stage);
  return 0;
}
