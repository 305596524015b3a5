// SPDX-License-Identifier: Apache-2.0
#include "proof/marker.hpp"

#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace cb21 {
namespace {

constexpr std::string_view k_elf_magic("\177ELF", 4);

// Both are in every program with a statically linked standard library, stripped, panic=abort and fat LTO
// included (observed with rustc 1.63 of Debian and 1.95); neither is in bash or in docker.
constexpr std::array<std::string_view, 2> k_rust_texts{"RUST_BACKTRACE", "library/std/src/"};

// UPX leaves its mark in the header of its stub, right behind the program headers.
constexpr std::string_view k_upx_mark = "UPX!";
constexpr std::size_t k_upx_within = 1024;

// `fn main(){}` stripped takes 277 to 339 KB (rustc 1.63 and 1.95).
constexpr std::uint64_t k_stub_size = 350'000;

bool contains(std::string_view text, std::string_view wanted) {
  return memmem(text.data(), text.size(), wanted.data(), wanted.size()) != nullptr;
}

std::vector<std::string> with_signatures(std::vector<std::string> markers) {
  markers.insert(markers.end(), k_rust_texts.begin(), k_rust_texts.end());
  return markers;
}

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

// A program that prints nothing first has none.
Proof judge_without_markers(const ExpectedBinary& expected, const std::string& path) {
  const std::string reason = expected.no_marker_reason.empty() ? "none was given" : expected.no_marker_reason;
  Proof proof = conclude(ProofResult::inconclusive, path + " was found, but no marker is known: " + reason);
  proof.brief = "no marker for " + path.substr(path.rfind('/') + 1) + "; see --cb21-marker";
  return proof;
}

// Two bytes at 18, in the order that byte 5 names; 0 for what has no sound identification before them.
std::uint16_t elf_machine(std::string_view start) {
  constexpr std::size_t k_class_at = 4;
  constexpr std::size_t k_order_at = 5;
  constexpr std::size_t k_version_at = 6;
  constexpr std::size_t k_machine_at = 18;
  const auto byte = [&](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(start[at]));
  };
  const auto one_or_two = [&](std::size_t at) { return byte(at) == 1 || byte(at) == 2; };
  if (start.size() < k_machine_at + 2) return 0;
  if (!one_or_two(k_class_at) || !one_or_two(k_order_at) || byte(k_version_at) != 1) return 0;
  const bool big_endian = byte(k_order_at) == 2;
  const unsigned low = byte(k_machine_at + (big_endian ? 1 : 0));
  const unsigned high = byte(k_machine_at + (big_endian ? 0 : 1));
  return static_cast<std::uint16_t>(high * 256U + low);
}

std::string likely_mechanism(const Artifact& artifact, const std::string& dockerfile_mechanism) {
  if (!dockerfile_mechanism.empty()) return dockerfile_mechanism;
  return artifact.rust && artifact.size < k_stub_size ? "placeholder-main" : "wrong-bin";
}

}  // namespace

MarkerSearch::MarkerSearch(std::vector<std::string> markers)
    : markers_(std::move(markers)), found_(markers_.size(), false) {}

void MarkerSearch::feed(std::string_view chunk) {
  std::size_t longest = 0;
  for (const std::string& marker : markers_) longest = std::max(longest, marker.size());
  const std::size_t overlap = longest == 0 ? 0 : longest - 1;

  // Where the pieces meet: the end of what came before and as much of this one as a marker could reach into.
  const std::string seam = tail_ + std::string(chunk.substr(0, overlap));
  for (std::size_t i = 0; i < markers_.size(); ++i) {
    if (!found_[i]) found_[i] = contains(seam, markers_[i]) || contains(chunk, markers_[i]);
  }
  tail_ += chunk.substr(chunk.size() - std::min(chunk.size(), overlap));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), overlap));
}

ArtifactReader::ArtifactReader(std::string path, std::vector<std::string> markers)
    : search_(with_signatures(markers)), marker_count_(markers.size()) {
  artifact_.path = std::move(path);
  for (std::string& marker : markers) artifact_.markers.push_back({std::move(marker), false});
}

void ArtifactReader::feed(std::string_view chunk) {
  if (start_.size() < k_upx_within) start_ += chunk.substr(0, k_upx_within - start_.size());
  artifact_.size += chunk.size();
  digest_.update(chunk);
  sha256_.update(chunk);
  search_.feed(chunk);
}

Artifact ArtifactReader::finish() {
  const std::vector<bool>& found = search_.found();
  for (std::size_t i = 0; i < marker_count_; ++i) artifact_.markers[i].found = found[i];
  artifact_.rust =
      std::find(found.begin() + static_cast<std::ptrdiff_t>(marker_count_), found.end(), true) != found.end();
  artifact_.elf = start_.compare(0, k_elf_magic.size(), k_elf_magic) == 0;
  if (artifact_.elf) artifact_.machine = elf_machine(start_);
  artifact_.packed = artifact_.elf && contains(start_, k_upx_mark);
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
  if (expected.markers.empty()) return judge_without_markers(expected, path);
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
