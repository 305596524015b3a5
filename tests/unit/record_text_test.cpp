// SPDX-License-Identifier: Apache-2.0
#include "state/record_text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

namespace cb21 {
namespace {

TEST(RecordText, HasOneSpellingForEachText) {
  for (const char* plain : {"", "a b", "~", "src/main.rs", "l\xc3\xa4nge", "a\\n"}) {
    const std::string text = *read_text(plain);
    std::string again;
    append_text(again, text);
    EXPECT_EQ(again, plain);
  }
  EXPECT_EQ(read_text("a\\n"), "a\n");
  for (const char* odd : {"\t", "\x7f", "\xff", "\\", "\\x41", "\\x0a", "\\XFF", "\xc3"}) {
    EXPECT_EQ(read_text(odd), std::nullopt) << odd;
  }
}

TEST(RecordText, HasOneSpellingForEachDigest) {
  const Digest digest{0x0123456789abcdef, 0xfedcba9876543210};
  std::string text;
  append_digest(text, digest);
  EXPECT_EQ(text, to_hex(digest));
  EXPECT_EQ(read_digest(text), digest);
  EXPECT_EQ(read_digest(text + "0"), std::nullopt);
  EXPECT_EQ(read_digest(text.substr(1)), std::nullopt);
  for (int i = 0; i < 256; ++i) {
    for (const std::size_t place : {std::size_t{0}, std::size_t{15}, std::size_t{16}, std::size_t{31}}) {
      std::string other = text;
      other[place] = static_cast<char>(i);
      EXPECT_EQ(read_digest(other), digest_from_hex(other)) << other;
    }
  }
}

TEST(RecordText, HasOneSpellingForEachNumber) {
  EXPECT_EQ(read_number<std::int64_t>("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(read_number<std::uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(read_number<std::uint32_t>("100644", 8), 0100644U);
  EXPECT_EQ(read_number<std::uint64_t>("0"), 0U);
  for (const char* odd :
       {"", "-", "00", "01", "-0", "-01", "+1", " 1", "1 ", "1a", "0x1", "9223372036854775808"}) {
    EXPECT_EQ(read_number<std::int64_t>(odd), std::nullopt) << odd;
  }
  EXPECT_EQ(read_number<std::uint64_t>("-1"), std::nullopt);
  EXPECT_EQ(read_number<std::uint32_t>("8", 8), std::nullopt);
  EXPECT_EQ(read_number<std::uint32_t>("40000000000", 8), std::nullopt);
  std::string text;
  append_number(text, INT64_MIN);
  append_number(text, UINT32_MAX, 8);
  EXPECT_EQ(text, "-922337203685477580837777777777");
}

}  // namespace
}  // namespace cb21
