// SPDX-License-Identifier: Apache-2.0
#include "proof/marker.hpp"

#include "escape.hpp"
#include "evidence/elf_facts.hpp"

#include <fmt/format.h>

#include <utility>

namespace cb21 {
namespace {

// `fn main(){}` stripped takes 277 to 339 KB (rustc 1.63 and 1.95).
constexpr std::uint64_t k_stub_size = 350'000;

std::string quoted(std::string_view text) { return '"' + escape(text) + '"'; }

std::string missing_markers(const Artifact& artifact) {
  std::string texts;
  for (const MarkerFinding& finding : artifact.markers) {
    if (finding.found) continue;
    if (!texts.empty()) texts += ", ";
    texts += quoted(finding.text);
  }
  return texts;
}

std::string found_markers(const Artifact& artifact) {
  std::string texts;
  for (const MarkerFinding& finding : artifact.markers)
    texts += (texts.empty() ? "" : ", ") + quoted(finding.text);
  return texts;
}

std::string whole_path(const ExpectedBinary& expected, const Artifact* artifact) {
  return escape(artifact != nullptr ? artifact->path : expected.path);
}

Proof conclude(ProofResult result, std::string detail) {
  return {"marker", result, std::move(detail), "", ""};
}

Proof fail(std::string detail, const std::string& mechanism, bool configured_marker) {
  Proof proof{"marker", ProofResult::fail, std::move(detail), mechanism, std::string(cure_of(mechanism))};
  if (configured_marker) proof.cure += "; if the program no longer says so, correct --cb21-marker";
  return proof;
}

Proof judge_missing(const ExpectedBinary& expected, const std::string& missing) {
  const std::string path = whole_path(expected, nullptr);
  if (expected.guessed_path) {
    return conclude(ProofResult::inconclusive,
                    "what the image starts was looked for as " + path +
                        ", where there is no program; say which file to look at with --cb21-binary");
  }
  Proof proof = fail(path + " could not be looked at: " + missing, "wrong-bin", false);
  proof.cure = "name the binary's path in the image with --cb21-binary, or correct the Dockerfile's COPY";
  return proof;
}

// Why this file cannot show what markers would; empty if it can.
std::string unfit(const Artifact& artifact) {
  if (!artifact.elf) return "is not a program in ELF format (a script?), so the Rust program is elsewhere";
  if (artifact.packed) return "is packed by UPX, so its texts cannot be read";
  return {};
}

std::string likely_mechanism(const Artifact& artifact, const std::string& dockerfile_mechanism) {
  if (!dockerfile_mechanism.empty()) return dockerfile_mechanism;
  return artifact.rust && artifact.size < k_stub_size ? "placeholder-main" : "wrong-bin";
}

}  // namespace

ArtifactReader::ArtifactReader(std::string path, std::vector<std::string> markers) : search_(markers) {
  artifact_.path = std::move(path);
  for (std::string& marker : markers) artifact_.markers.push_back({std::move(marker), false});
}

void ArtifactReader::feed(std::string_view chunk) {
  if (start_.size() < k_elf_start) start_ += chunk.substr(0, k_elf_start - start_.size());
  artifact_.size += chunk.size();
  digest_.update(chunk);
  sha256_.update(chunk);
  search_.feed(chunk);
  rust_.feed(chunk);
}

Artifact ArtifactReader::finish() {
  for (std::size_t i = 0; i < artifact_.markers.size(); ++i) artifact_.markers[i].found = search_.found()[i];
  const ElfStart start = read_elf_start(start_);
  artifact_.elf = start.elf;
  artifact_.machine = start.machine;
  artifact_.packed = start.packed;
  artifact_.rust = rust_.found();
  artifact_.digest = digest_.value();
  artifact_.sha256 = sha256_.value();
  return artifact_;
}

Proof judge_marker(const ExpectedBinary& expected,
                   const std::optional<Artifact>& artifact,
                   const std::string& missing,
                   const std::string& dockerfile_mechanism) {
  if (!artifact) return judge_missing(expected, missing);
  const std::string path = whole_path(expected, &*artifact);
  const std::string reason = unfit(*artifact);
  if (!reason.empty()) return conclude(ProofResult::inconclusive, path + ' ' + reason);
  if (expected.markers.empty()) {
    const std::string why = expected.no_marker_reason.empty() ? "none was given" : expected.no_marker_reason;
    return conclude(ProofResult::inconclusive, path + " was found, but no marker is known: " + why);
  }
  const std::string absent = missing_markers(*artifact);
  if (absent.empty() && !artifact->markers.empty()) {
    return conclude(ProofResult::pass, fmt::format("{} is in {}", found_markers(*artifact), path));
  }
  if (expected.guessed_path && !artifact->rust) {
    return conclude(ProofResult::inconclusive,
                    "the image starts " + path + ", which is not the Rust program");
  }
  return fail(fmt::format("{} is not in {} ({} bytes)", absent, path, artifact->size),
              likely_mechanism(*artifact, dockerfile_mechanism),
              expected.configured_marker);
}

}  // namespace cb21
