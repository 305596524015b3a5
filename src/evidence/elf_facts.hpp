// SPDX-License-Identifier: Apache-2.0
// What tells one program file from another: elf(5) of either class and byte order, read from a stream in
// constant memory. The bytes are untrusted: numbers in them drive no allocation beyond fixed limits.
#pragma once

#include "evidence/rust_signs.hpp"
#include "inputs/digest.hpp"
#include "sha256.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

inline constexpr std::string_view k_elf_magic("\177ELF", 4);

// What the first k_elf_start bytes of a file say.
struct ElfStart {
  bool elf = false;
  std::uint16_t machine = 0;  // e_machine; 0 where no sound identification stands before it
  bool packed = false;        // by UPX
};

inline constexpr std::size_t k_elf_start = 1024;

ElfStart read_elf_start(std::string_view first_bytes);

struct ElfFacts {
  bool elf = false;  // the facts below but sha256 are those of an ELF file
  std::uint16_t machine = 0;
  bool packed = false;

  // A program, not a mere library: ET_EXEC; or ET_DYN with an interpreter, or marked as position-independent
  // executable (DF_1_PIE, as linkers mark static ones), or with an entry point and without a dynamic section
  // (what UPX makes of one). An entry point alone says nothing: old linkers give one to libraries.
  bool executable = false;

  bool rust = false;     // rust_signs.hpp
  std::string sha256;    // of the whole file; empty where it was not asked for
  std::string build_id;  // .note.gnu.build-id in hexadecimal; empty: none

  // A digest of what is loaded: address, size, flags and bytes of each PT_LOAD in order, but for the ELF
  // header and the table of program headers, which hold numbers of the sections. strip --strip-debug and its
  // like leave it as it is. Only cb21 makes it (XXH3, 32 hexadecimal digits). Empty where the program headers
  // cannot be read or do not fit the file, or nothing is loaded.
  std::string segments;
};

class ElfReader {
 public:
  // Without `digested` there is no sha256, which takes most of the time.
  explicit ElfReader(bool digested = true) : digested_(digested) {}

  void feed(std::string_view chunk);
  ElfFacts finish();

 private:
  struct Range {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };

  struct Segment {
    Range file;
    std::array<std::uint64_t, 3> loaded{};  // address, size in memory, flags
    StreamDigest content;
  };

  // A part of the file that is kept: notes, the dynamic section.
  struct Part {
    Range file;
    std::uint64_t alignment = 0;
    bool notes = false;
    std::string bytes;
  };

  void begin();
  void read_header(std::size_t index);
  void digest_segments(std::string_view chunk, std::uint64_t at);
  void keep_parts(std::string_view chunk, std::uint64_t at);
  bool marked_executable() const;
  std::string find_build_id() const;
  std::string digest_of_segments() const;

  bool digested_;
  std::string start_;  // the first bytes, until begin()
  bool begun_ = false;
  std::uint64_t size_ = 0;
  bool wide_ = false;  // ELFCLASS64
  bool big_endian_ = false;
  bool readable_ = false;  // the program headers
  bool interpreted_ = false;
  std::uint16_t type_ = 0;
  std::uint64_t entry_ = 0;
  Range headers_;
  std::size_t header_count_ = 0;
  std::vector<Segment> segments_;
  std::vector<Part> parts_;
  Sha256 sha256_;
  RustSigns rust_;
  ElfFacts facts_;
};

}  // namespace cb21
