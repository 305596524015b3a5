// SPDX-License-Identifier: Apache-2.0
// What one verified build was made of and what was proved of its image, as a JSON object that travels:
// another machine, which has neither record nor sources, can hold an image against it. It holds no path of
// this machine; those of the project are relative to its context.
#pragma once

#include "inputs/file_entry.hpp"
#include "state/record.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cb21 {

// An image that the Dockerfile names. What is not known for sure is empty.
struct ReceiptBase {
  std::string reference;  // as written, variables expanded
  std::string image_id;   // in the engine's store
  std::string digest;     // "sha256:...", of the registry

  friend bool operator==(const ReceiptBase&, const ReceiptBase&) = default;
};

struct ReceiptProof {
  std::string name;
  std::string result;
  std::string detail;

  friend bool operator==(const ReceiptProof&, const ReceiptProof&) = default;
};

struct Receipt {
  std::string cb21_version;
  std::string verified_at;  // 2026-01-31T23:59:59Z
  // The project: the name of its context's folder, its Dockerfile, and which of its images.
  std::string project;
  std::string dockerfile;  // relative to the context, or "-"
  Digest dockerfile_digest;
  std::string target;
  std::string platform;
  // What it was made of.
  std::string inputs;  // source_digest() of the compile inputs; empty where they could not be seen
  Digest files;        // files_root() of all files that were hashed
  std::uint64_t file_count = 0;
  // What made it.
  std::string builder_kind;  // "buildkit" or "classic"
  std::string builder_name;
  std::string buildx_version;  // empty without buildx
  std::string engine_version;
  std::vector<ReceiptBase> bases;
  // What came out, and what was proved of it.
  std::string image_id;
  std::vector<VerifiedBinary> binaries;
  std::vector<ReceiptProof> proofs;

  friend bool operator==(const Receipt&, const Receipt&) = default;
};

// One digest for paths, classes and contents of all files, whatever their times and modes. `files` are
// sorted.
Digest files_root(const std::vector<FileEntry>& files);

// One line. Grammar and version history stand in receipt.cpp.
std::string print_receipt(const Receipt& receipt);

struct UnusableReceipt {
  std::string why;  // to complete "the receipt FILE ..."
};

// Strict: what is torn, changed, foreign, or of another version is unusable; blanks and the order of keys do
// not matter, so that other programs may have written it anew. The checksum shows damage, not forgery: a
// receipt is worth as much as the way it came.
std::variant<Receipt, UnusableReceipt> parse_receipt(std::string_view text);

// Whether the text is a receipt or the beginning of one, of any version: what a build may replace.
bool looks_like_receipt(std::string_view text);

}  // namespace cb21
