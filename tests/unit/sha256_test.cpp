// SPDX-License-Identifier: Apache-2.0
#include "sha256.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

TEST(Sha256, GivesTheDigestsOfTheStandard) {
  // The examples of FIPS 180-4 (csrc.nist.gov, SHA256.pdf and SHA2_Additional.pdf), and the empty text.
  const std::pair<std::string, std::string_view> cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
      {"\xc9\x8c\x8e\x55", "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"},
      {std::string(55, '\0'), "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
      {std::string(56, '\0'), "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
      {std::string(57, '\0'), "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"},
      {std::string(64, '\0'), "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"},
      {std::string(1000, '\0'), "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"},
      {std::string(1000, 'A'), "c2e686823489ced2017f6059b8b239318b6364f6dcd835d0a519105a1eadd6e4"},
      {std::string(1005, 'U'), "f4d62ddec0f3dd90ea1380fa16a5ff8dc4c54b21740650f24afc4120903552b0"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
      {std::string(1'000'000, '\0'), "d29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025"},
  };
  for (const auto& [bytes, digest] : cases) EXPECT_EQ(to_hex(sha256_of(bytes)), digest) << bytes.size();
}

TEST(Sha256, IsTheSameInWhateverPieces) {
  std::string bytes;
  for (std::size_t i = 0; i < 300; ++i) bytes += static_cast<char>(i * 7);
  const Sha256Digest whole = sha256_of(bytes);
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    Sha256 stream;
    for (std::size_t at = 0; at < bytes.size(); at += size)
      stream.update(std::string_view(bytes).substr(at, size)).update("");
    EXPECT_EQ(stream.value(), whole) << size;
  }
}

TEST(Sha256, MayBeAskedBeforeTheEnd) {
  Sha256 stream;
  EXPECT_EQ(stream.update("ab").value(), sha256_of("ab"));
  EXPECT_EQ(stream.update("c").value(), sha256_of("abc"));
}

TEST(Sha256, ComesBackFromItsDigits) {
  const Sha256Digest digest = sha256_of("abc");
  const std::string hex = to_hex(digest);
  EXPECT_EQ(sha256_from_hex(hex), digest);
  for (const std::string& other :
       {hex.substr(1), hex + "0", "G" + hex.substr(1), "A" + hex.substr(1), std::string()})
    EXPECT_EQ(sha256_from_hex(other), std::nullopt) << other;
}

}  // namespace
}  // namespace cb21
