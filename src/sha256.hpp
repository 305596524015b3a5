// SPDX-License-Identifier: Apache-2.0
// SHA-256 of a stream (FIPS 180-4): the one digest that the tools of any stage can compute as well, so that a
// file in a stage and a file in an image can be compared without moving either. It is own code because no
// library that cb21 links has it. Bytes that only cb21 hashes are hashed by XXH3 (inputs/digest.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cb21 {

class Sha256 {
 public:
  void update(std::string_view bytes);

  // 64 lower-case hexadecimal digits, as sha256sum prints. Ends the stream: nothing may be added afterwards.
  std::string finish();

 private:
  void compress(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{
      0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU, 0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::array<unsigned char, 64> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t total_ = 0;  // bytes
};

std::string sha256_of(std::string_view bytes);

}  // namespace cb21
