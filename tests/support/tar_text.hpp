// SPDX-License-Identifier: Apache-2.0
// Tar archives for tests, entry by entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace cb21::test {

struct TarText {
  std::string name;
  char type = '0';
  std::string content = {};
  std::string link = {};
  std::uint64_t mode = 0644;
  std::uint64_t mtime = 0;
};

inline std::string tar_octal(std::uint64_t value, std::size_t width) {
  std::string text(width, '0');
  for (std::size_t i = width; i-- > 0; value /= 8) text[i] = static_cast<char>('0' + value % 8);
  return text;
}

inline std::string tar_entry(const TarText& entry) {
  std::string header(512, '\0');
  const auto put = [&](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
  put(0, entry.name);
  put(100, tar_octal(entry.mode, 7));
  put(124, tar_octal(entry.content.size(), 11));
  put(136, tar_octal(entry.mtime, 11));
  put(148, "        ");
  header[156] = entry.type;
  put(157, entry.link);
  put(257, std::string("ustar\00000", 8));
  std::uint64_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, tar_octal(sum, 6) + std::string("\0 ", 2));
  return header + entry.content + std::string((512 - entry.content.size() % 512) % 512, '\0');
}

inline std::string tar_end() {
  std::string blocks;
  blocks.resize(1024, '\0');
  return blocks;
}

}  // namespace cb21::test
