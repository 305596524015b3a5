// SPDX-License-Identifier: Apache-2.0
#include "inputs/digest.hpp"

#include <fmt/format.h>

#include <xxhash.h>

#include <algorithm>
#include <charconv>

namespace cb21 {
namespace {

Digest from_xxh(const XXH128_hash_t& hash) { return {hash.high64, hash.low64}; }

std::optional<std::uint64_t> hex_half(std::string_view text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (!std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Digest digest_of(std::string_view bytes) { return from_xxh(XXH3_128bits(bytes.data(), bytes.size())); }

std::string to_hex(const Digest& digest) { return fmt::format("{:016x}{:016x}", digest.high, digest.low); }

std::optional<Digest> digest_from_hex(std::string_view hex) {
  if (hex.size() != 32) return std::nullopt;
  const std::optional<std::uint64_t> high = hex_half(hex.substr(0, 16));
  const std::optional<std::uint64_t> low = hex_half(hex.substr(16));
  if (!high || !low) return std::nullopt;
  return Digest{*high, *low};
}

struct StreamDigest::State {
  XXH3_state_t xxh;  // aligned to 64 bytes, which new honours
};

StreamDigest::StreamDigest() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->xxh); }

StreamDigest::~StreamDigest() = default;
StreamDigest::StreamDigest(StreamDigest&&) noexcept = default;
StreamDigest& StreamDigest::operator=(StreamDigest&&) noexcept = default;

void StreamDigest::update(std::string_view bytes) {
  XXH3_128bits_update(&state_->xxh, bytes.data(), bytes.size());
}

Digest StreamDigest::value() const { return from_xxh(XXH3_128bits_digest(&state_->xxh)); }

FieldDigest& FieldDigest::field(std::string_view tag, std::string_view value) {
  stream_.update(fmt::format("{}:{}:{}:", tag.size(), tag, value.size()));
  stream_.update(value);
  return *this;
}

}  // namespace cb21
