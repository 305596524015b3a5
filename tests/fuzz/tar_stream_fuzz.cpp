// SPDX-License-Identifier: Apache-2.0
// Any bytes, in any pieces: no crash, content never longer than announced, and the pieces do not matter. The
// first byte of an input is no part of the archive: its lower bits are the length of the pieces, the highest
// asks for right checksums in all blocks, without which hardly an input gets past the first header.
#include "docker/tar_stream.hpp"
#include "error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

// Everything that was reported, as one text; contents are joined over their pieces.
std::string events_of(std::string_view archive, std::size_t piece) {
  std::string events;
  std::uint64_t announced = 0;
  std::uint64_t seen = 0;
  cb21::TarStream stream({[&](const cb21::TarEntry& entry) {
                            events += "\nbegin " + std::to_string(static_cast<int>(entry.type)) + ' ' +
                                      entry.name + ' ' + entry.link_target + ' ';
                            announced = entry.size;
                            seen = 0;
                          },
                          [&](std::string_view content) {
                            seen += content.size();
                            if (content.empty() || seen > announced) std::abort();
                            events += content;
                          },
                          [&] { events += "\nend"; }});
  try {
    for (std::size_t at = 0; at < archive.size(); at += piece) stream.feed(archive.substr(at, piece));
    events += stream.complete() ? "\ncomplete" : "\nincomplete";
  } catch (const cb21::Error& error) {
    events += "\nerror ";
    events += error.what();
  }
  return events;
}

void correct_checksums(std::string& archive) {
  constexpr std::size_t k_block = 512;
  for (std::size_t at = 0; at + k_block <= archive.size(); at += k_block) {
    if (archive.find_first_not_of('\0', at) >= at + k_block) continue;
    archive.replace(at + 148, 8, 8, ' ');
    unsigned sum = 0;
    for (std::size_t i = at; i < at + k_block; ++i) sum += static_cast<unsigned char>(archive[i]);
    for (std::size_t i = at + 153; i >= at + 148; --i, sum /= 8)
      archive[i] = static_cast<char>('0' + sum % 8);
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = (data[0] & 0x7FU) * std::size_t{4} + 1;
  std::string archive;
  for (std::size_t i = 1; i < size; ++i) archive += static_cast<char>(data[i]);
  if ((data[0] & 0x80U) != 0) correct_checksums(archive);
  if (events_of(archive, piece) != events_of(archive, archive.size() + 1)) std::abort();
  return 0;
}
