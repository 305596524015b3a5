// SPDX-License-Identifier: Apache-2.0
// An ImageTree out of the tar stream that `docker export` prints, in one pass. Hard links become the file
// that they name. The number of names and the bytes of all texts are bounded; what goes beyond is left out,
// and the tree says so.
#pragma once

#include "docker/tar_stream.hpp"
#include "evidence/elf_facts.hpp"
#include "evidence/image_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace cb21 {

struct ExportLimits {
  std::size_t names = 500'000;
  std::size_t text = std::size_t{128} << 20U;  // bytes of names, link targets and scripts together
};

class ExportedTree {
 public:
  // `sizes`: of files that something is to be compared with; others get no sha256. nullopt: all get one.
  explicit ExportedTree(std::optional<std::set<std::uint64_t>> sizes = std::nullopt,
                        const ExportLimits& limits = {});

  // Throws Error for what is not a tar stream.
  void feed(std::string_view bytes) { stream_.feed(bytes); }

  bool complete() const { return stream_.complete(); }

  ImageTree finish() { return std::move(tree_); }

 private:
  void begin(const TarEntry& entry);
  void read(std::string_view content);
  void end();
  void add();

  std::optional<std::set<std::uint64_t>> sizes_;
  ExportLimits limits_;
  std::size_t text_ = 0;
  ImageTree tree_;
  std::string path_;  // of the entry that is being read; empty for one that is left out
  ImageFile file_;
  std::string start_;                // its first bytes
  std::optional<ElfReader> reader_;  // of an ELF file
  TarStream stream_;
};

}  // namespace cb21
