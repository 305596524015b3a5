// SPDX-License-Identifier: Apache-2.0
#include "commands/shipped_binaries.hpp"

#include "docker/artifact.hpp"
#include "evidence/text_search.hpp"
#include "proof/source_digest.hpp"

#include <algorithm>
#include <string_view>

namespace cb21 {
namespace {

ShippedBinary extract(ImageContainer& container, const ExpectedBinary& expected) {
  ArtifactReader reader(expected.path, expected.markers);
  TextSearch texts(expected.texts);
  HexSearch digests = source_digest_search();
  ShippedBinary binary{.expected = expected, .artifact = std::nullopt, .missing = ""};
  const auto file = container.read_file(
      expected.path,
      expected.name,
      [&](std::string_view chunk) {
        reader.feed(chunk);
        texts.feed(chunk);
        digests.feed(chunk);
      },
      binary.missing);
  if (!file) return binary;
  binary.artifact = reader.finish();
  binary.artifact->path = file->path;
  binary.artifact->mtime = file->mtime;
  binary.texts_found = static_cast<std::size_t>(std::count(texts.found().begin(), texts.found().end(), true));
  binary.embedded_digests = digests.found();
  return binary;
}

bool holds(const ShippedBinary& binary, const std::string& text) {
  if (!binary.artifact) return false;
  const auto& markers = binary.artifact->markers;
  return std::any_of(markers.begin(), markers.end(), [&](const MarkerFinding& finding) {
    return finding.found && finding.text == text;
  });
}

void share_configured_markers(std::vector<ShippedBinary>& all) {
  const auto held_elsewhere = [&](const ShippedBinary& self, const std::string& text) {
    return !holds(self, text) && std::any_of(all.begin(), all.end(), [&](const ShippedBinary& binary) {
      return holds(binary, text);
    });
  };
  for (ShippedBinary& binary : all) {
    if (!binary.expected.configured_marker) continue;
    std::erase_if(binary.expected.markers,
                  [&](const std::string& text) { return held_elsewhere(binary, text); });
  }
}

// A binary all of whose markers another one holds has nothing left to show.
bool has_nothing_to_show(const ShippedBinary& binary) {
  return binary.expected.configured_marker && binary.expected.markers.empty();
}

std::optional<Artifact> judged_artifact(const ShippedBinary& binary) {
  std::optional<Artifact> artifact = binary.artifact;
  if (!artifact) return artifact;
  std::erase_if(artifact->markers, [&](const MarkerFinding& finding) {
    const auto& wanted = binary.expected.markers;
    return std::find(wanted.begin(), wanted.end(), finding.text) == wanted.end();
  });
  return artifact;
}

}  // namespace

std::vector<ShippedBinary> extract_binaries(const Setup& setup,
                                            const std::string& image,
                                            const std::vector<ExpectedBinary>& expected) {
  ImageContainer container(setup.client, image, setup.state_directory);
  std::vector<ShippedBinary> all;
  for (const ExpectedBinary& binary : expected) {
    all.push_back(extract(container, binary));
    if (InterruptGuard::pending() != 0) break;
  }
  return all;
}

std::vector<Proof> prove_markers(std::vector<ShippedBinary> binaries,
                                 const std::string& dockerfile_mechanism) {
  share_configured_markers(binaries);
  std::vector<Proof> proofs;
  for (const ShippedBinary& binary : binaries) {
    if (has_nothing_to_show(binary)) continue;
    proofs.push_back(
        judge_marker(binary.expected, judged_artifact(binary), binary.missing, dockerfile_mechanism));
  }
  return proofs;
}

}  // namespace cb21
