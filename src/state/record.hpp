// SPDX-License-Identifier: Apache-2.0
// What the last verified build of one project was made of, as a text file.
#pragma once

#include "evidence/remembered_unit.hpp"
#include "inputs/digest.hpp"
#include "inputs/snapshot.hpp"
#include "sha256.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cb21 {

// A record speaks of one cache: another builder, context, Dockerfile, target or platform has none of it.
struct ProjectIdentity {
  std::string context;     // real path of the main context, or the argument where it is not local
  std::string dockerfile;  // real path, or "-"
  std::string target;
  std::string platform;
  std::string builder;  // endpoint and builder name

  friend bool operator==(const ProjectIdentity&, const ProjectIdentity&) = default;
};

// Names the project's folder in the state directory and the isolated context.
std::string identity_key(const ProjectIdentity& identity);  // 32 hexadecimal digits

// A binary of the verified image.
struct VerifiedBinary {
  std::string path;  // in the image
  std::uint64_t size = 0;
  Digest content;
  std::optional<Sha256Digest> sha256 = {};  // nothing where a receipt of schema 1 has told of it

  friend bool operator==(const VerifiedBinary&, const VerifiedBinary&) = default;
};

// A state of the project that was verified: which manifest of files, and what the image then held.
struct VerifiedState {
  Digest manifest;            // manifest_digest() of its files
  std::string image_content;  // ImageFacts::content

  friend bool operator==(const VerifiedState&, const VerifiedState&) = default;
};

// A program that a verified image of the project held.
struct VerifiedProgram {
  std::string sha256;
  std::uint64_t size = 0;

  // The comparison's 0 is no pointer.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const VerifiedProgram&, const VerifiedProgram&) = default;
};

inline constexpr std::size_t k_most_states = 16;
inline constexpr std::size_t k_most_units = 4096;
inline constexpr std::size_t k_most_programs = 64;

struct Record {
  ProjectIdentity identity;
  std::string generation;        // of the isolated context's name; empty: draw a new one
  std::string image_id;          // the verified image; empty when the build produced none
  std::string image_content;     // what the image holds (ImageFacts::content); empty likewise
  std::string expectations;      // digest of markers, binaries, verify mode and run that were verified
  std::int64_t verified_at = 0;  // seconds since the epoch, after docker ended
  std::vector<VerifiedBinary> binaries;   // sorted by path
  std::vector<VerifiedProgram> programs;  // of verified images, sorted, none twice
  std::vector<VerifiedState> states;      // the newest first, at most k_most_states
  std::vector<RememberedUnit> units;      // of verified images, sorted, none twice
  std::vector<std::string> learned;       // context files that dep-info named, sorted
  std::vector<FileEntry> files;           // sorted by path

  friend bool operator==(const Record&, const Record&) = default;
};

// Of the files' paths, classes and contents: two snapshots of equal digest are made of the same files.
Digest manifest_digest(const std::vector<FileEntry>& files);

// Grammar and version history stand in record.cpp. Ends with a checksum line.
std::string print_record(const Record& record);

struct UnusableRecord {
  std::string why;  // a sentence
};

// Strict: anything short, torn, newer or unsorted is unusable, and whatever is accepted prints back to the
// same bytes. The caller compares the identity. Sizes read from the text never drive an allocation.
std::variant<Record, UnusableRecord> parse_record(std::string_view text);

}  // namespace cb21
