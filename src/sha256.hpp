// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4), for what other programs and other machines are to compare: receipts, digests of
// images. It is own code since no crypto library is linked otherwise, and hashing needs no secret, no key and
// no constant time. What cb21 alone compares goes by XXH3 (inputs/digest.hpp), which is many times faster.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct Sha256Digest {
  std::array<std::uint8_t, 32> bytes{};

  friend bool operator==(const Sha256Digest&, const Sha256Digest&) = default;
  friend auto operator<=>(const Sha256Digest&, const Sha256Digest&) = default;
};

// 64 lower-case hexadecimal digits, as sha256sum prints.
std::string to_hex(const Sha256Digest& digest);
std::optional<Sha256Digest> sha256_from_hex(std::string_view hex);

// Takes bytes as they come, at most 2^61 - 1 of them.
class Sha256 {
 public:
  Sha256& update(std::string_view bytes);

  // Of what came so far; more may follow.
  Sha256Digest value() const;

 private:
  static constexpr std::size_t k_block = 64;

  void take_block(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, k_block> rest_{};  // the beginning of a block
  std::uint64_t length_ = 0;                   // bytes in all
};

Sha256Digest sha256_of(std::string_view bytes);

}  // namespace cb21
