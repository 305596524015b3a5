// SPDX-License-Identifier: Apache-2.0
#include "sha256.hpp"

#include <algorithm>
#include <bit>

// The names are those of FIPS 180-4: sections 4.1.2 (functions), 4.2.2 (constants), 5.1.1 (padding) and 6.2.2
// (the hash computation).

namespace cb21 {
namespace {

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<std::uint32_t, 64> k_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr std::size_t k_length_bytes = 8;

std::uint32_t word_at(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U | std::uint32_t{bytes[2]} << 8U |
         std::uint32_t{bytes[3]};
}

using Schedule = std::array<std::uint32_t, 64>;

Schedule message_schedule(const unsigned char* block) {
  Schedule w{};
  for (std::size_t t = 0; t < 16; ++t) w[t] = word_at(block + 4 * t);
  for (std::size_t t = 16; t < w.size(); ++t) {
    const std::uint32_t sigma_0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3U);
    const std::uint32_t sigma_1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10U);
    w[t] = sigma_1 + w[t - 7] + sigma_0 + w[t - 16];
  }
  return w;
}

}  // namespace

void Sha256::take_block(const unsigned char* block) {
  const Schedule w = message_schedule(block);
  auto [a, b, c, d, e, f, g, h] = state_;
  for (std::size_t t = 0; t < w.size(); ++t) {
    const std::uint32_t sum_1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const std::uint32_t sum_0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const std::uint32_t choice = (e & f) ^ (~e & g);
    const std::uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    const std::uint32_t t1 = h + sum_1 + choice + k_constants[t] + w[t];
    const std::uint32_t t2 = sum_0 + majority;
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < state_.size(); ++i) state_[i] += added[i];
}

Sha256& Sha256::update(std::string_view bytes) {
  const auto* next = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  const std::size_t held = length_ % k_block;
  length_ += left;
  if (held > 0) {
    const std::size_t taken = std::min(left, k_block - held);
    std::copy_n(next, taken, rest_.begin() + static_cast<std::ptrdiff_t>(held));
    next += taken;
    left -= taken;
    if (held + taken < k_block) return *this;
    take_block(rest_.data());
  }
  for (; left >= k_block; next += k_block, left -= k_block) take_block(next);
  std::copy_n(next, left, rest_.begin());
  return *this;
}

Sha256Digest Sha256::value() const {
  Sha256 padded = *this;
  std::string padding(1, '\x80');
  while ((length_ + padding.size()) % k_block != k_block - k_length_bytes) padding += '\0';
  for (unsigned shift = 64; shift > 0; shift -= 8)
    padding += static_cast<char>(length_ * 8 >> (shift - 8) & 0xFFU);
  padded.update(padding);
  Sha256Digest digest;
  for (std::size_t i = 0; i < digest.bytes.size(); ++i)
    digest.bytes[i] = static_cast<std::uint8_t>(padded.state_[i / 4] >> (24U - 8U * (i % 4)));
  return digest;
}

Sha256Digest sha256_of(std::string_view bytes) { return Sha256().update(bytes).value(); }

std::string to_hex(const Sha256Digest& digest) {
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : digest.bytes) {
    hex += k_digits[byte >> 4U];
    hex += k_digits[byte & 0xFU];
  }
  return hex;
}

std::optional<Sha256Digest> sha256_from_hex(std::string_view hex) {
  Sha256Digest digest;
  if (hex.size() != 2 * digest.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    static constexpr std::string_view k_digits = "0123456789abcdef";
    const std::size_t value = k_digits.find(hex[i]);
    if (value == std::string_view::npos) return std::nullopt;
    digest.bytes[i / 2] = static_cast<std::uint8_t>(std::size_t{digest.bytes[i / 2]} << 4U | value);
  }
  return digest;
}

}  // namespace cb21
