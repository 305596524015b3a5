// SPDX-License-Identifier: Apache-2.0
// Small ELF files for tests, of both classes and byte orders: a header, program headers, the parts that these
// describe, and whatever comes behind (where sections would stand).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cb21::test {

struct ElfPart {
  std::uint32_t type = 1;  // PT_LOAD
  std::string content = {};
  std::uint64_t address = 0;
  std::uint64_t more_memory = 0;  // beyond the content
  std::uint32_t flags = 5;
  bool from_start = false;  // begins at offset 0, as a linker's first segment does
};

struct ElfText {
  std::uint16_t type = 3;  // ET_DYN
  std::uint16_t machine = 62;
  std::uint64_t entry = 0;
  std::vector<ElfPart> parts = {};
  std::string behind = {};
  std::uint64_t section_headers = 0;  // e_shoff, which strip changes
  std::uint16_t sections = 0;         // e_shnum, likewise
  bool wide = true;
  bool big_endian = false;

  std::string number(std::uint64_t value, std::size_t size) const {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t shift = 8 * (big_endian ? size - 1 - i : i);
      bytes += static_cast<char>(value >> shift & 0xFFU);
    }
    return bytes;
  }

  std::string address(std::uint64_t value) const { return number(value, wide ? 8 : 4); }

  // A note of GNU's with the build-id.
  std::string build_id(const std::string& id) const {
    return number(4, 4) + number(id.size(), 4) + number(3, 4) + std::string("GNU\0", 4) + id;
  }

  // A dynamic section with DT_FLAGS_1.
  std::string dynamic_flags(std::uint64_t flags) const {
    return address(1) + address(1) + address(0x6ffffffb) + address(flags) + address(0) + address(0);
  }

  std::string header() const {
    std::string bytes = std::string("\177ELF") + (wide ? '\2' : '\1') + (big_endian ? '\2' : '\1') + '\1';
    bytes.append(9, '\0');
    bytes += number(type, 2) + number(machine, 2) + number(1, 4) + address(entry);
    bytes += address(wide ? 64 : 52) + address(section_headers) + number(0, 4);
    bytes += number(wide ? 64 : 52, 2) + number(wide ? 56 : 32, 2) + number(parts.size(), 2);
    return bytes + number(wide ? 64 : 40, 2) + number(sections, 2) + number(0, 2);
  }

  std::string program_header(const ElfPart& part, std::uint64_t offset) const {
    const std::uint64_t begin = part.from_start ? 0 : offset;
    const std::uint64_t size = offset - begin + part.content.size();
    const std::string places = address(begin) + address(part.address) + address(part.address);
    const std::string sizes = address(size) + address(size + part.more_memory);
    const std::string kind = number(part.type, 4);
    const std::string flags = number(part.flags, 4);
    return kind + (wide ? flags + places + sizes : places + sizes + flags) + address(4);
  }

  std::string text() const {
    const std::size_t headers = (wide ? 64 : 52) + parts.size() * (wide ? 56 : 32);
    std::string table;
    std::string contents;
    for (const ElfPart& part : parts) {
      table += program_header(part, headers + contents.size());
      contents += part.content;
    }
    return header() + table + contents + behind;
  }
};

}  // namespace cb21::test
