// SPDX-License-Identifier: Apache-2.0
// The files of an image as the engine would give them to a container: names, links and modes, and of programs
// what tells them apart. Read once from `docker export` of a container that is never started; nothing is
// written to disk. Image content is untrusted: sizes and names drive no allocation beyond fixed limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct ImageFile {
  enum class Type { regular, directory, symlink, other };
  Type type = Type::other;
  std::uint32_t mode = 0;   // permission bits
  std::uint64_t size = 0;   // of a regular file
  std::string link_target;  // of a symbolic link, as written

  // Of an ELF file:
  bool elf = false;
  bool executable = false;    // a program, not a mere library (elf_facts.hpp)
  bool packed = false;        // by UPX: nothing but its digest can be told
  bool rust = false;          // made by rustc (rust_signs.hpp)
  std::uint16_t machine = 0;  // e_machine of elf(5)
  std::string sha256;         // empty where files of this size were not asked for
  std::string build_id;       // .note.gnu.build-id in hexadecimal; empty: none
  std::string segments;  // digest of what is loaded; empty where the headers cannot be read (elf_facts.hpp)

  std::string script;  // the first 4096 bytes of a regular file that begins with #!

  friend bool operator==(const ImageFile&, const ImageFile&) = default;
};

// By absolute path, normalized, without a slash at the end ("/" is the root).
using ImageFiles = std::map<std::string, ImageFile, std::less<>>;

struct ImageTree {
  ImageFiles files;
  bool truncated = false;  // a bound was met: what is not here may be there

  // Where `path` (absolute) leads when links are followed as the kernel does inside the image, at most forty
  // of them; empty where it leads nowhere. A directory is one also where only names below it are known.
  std::string resolve(std::string_view path) const;

  const ImageFile* find(std::string_view path) const;  // by exact path; null where there is none
};

}  // namespace cb21
