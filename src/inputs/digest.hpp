// SPDX-License-Identifier: Apache-2.0
// XXH3-128 digests: of bytes, and of several fields that can never run together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct Digest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const Digest&, const Digest&) = default;
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

Digest digest_of(std::string_view bytes);

// 32 lower-case hexadecimal digits, as xxhsum -H2 prints.
std::string to_hex(const Digest& digest);
std::optional<Digest> digest_from_hex(std::string_view hex);

// Feeds bytes as they come; for streams.
class StreamDigest {
 public:
  StreamDigest();
  ~StreamDigest();
  StreamDigest(StreamDigest&&) noexcept;
  StreamDigest& operator=(StreamDigest&&) noexcept;
  StreamDigest(const StreamDigest&) = delete;
  StreamDigest& operator=(const StreamDigest&) = delete;

  void update(std::string_view bytes);
  Digest value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Each field is preceded by its tag and both lengths, so that neighbouring values cannot be confused.
class FieldDigest {
 public:
  FieldDigest& field(std::string_view tag, std::string_view value);

  Digest value() const { return stream_.value(); }

 private:
  StreamDigest stream_;
};

}  // namespace cb21
