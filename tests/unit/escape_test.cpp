// SPDX-License-Identifier: Apache-2.0
#include "escape.hpp"

#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using namespace std::string_literals;

TEST(Escape, LeavesPrintableTextAlone) {
  for (const std::string& text : {""s, "src/main.rs"s, "a b'\"$`"s, "größe/日本/🦀"s, "\u00a0"s}) {
    EXPECT_EQ(escape(text), text);
    EXPECT_EQ(unescape(text), text);
  }
}

TEST(Escape, EscapesWhatATerminalWouldObey) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a\nb", R"(a\nb)"},
      {"\t\r", R"(\t\r)"},
      {"\\n", R"(\\n)"},
      {"\0x"s, R"(\x00x)"},
      {"\x1b[31m", R"(\x1b[31m)"},
      {"\x7f", R"(\x7f)"},
      {"\u0080\u009b\u009f", R"(\xc2\x80\xc2\x9b\xc2\x9f)"},
  };
  for (const auto& [bytes, text] : cases) {
    EXPECT_EQ(escape(bytes), text);
    EXPECT_EQ(unescape(text), bytes);
  }
}

TEST(Escape, EscapesWhatShowsTextInAnotherOrderOrOnAnotherLine) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"\u061c", R"(\xd8\x9c)"},
      {"\u200e\u200f", R"(\xe2\x80\x8e\xe2\x80\x8f)"},
      {"a\u2028b\u2029", R"(a\xe2\x80\xa8b\xe2\x80\xa9)"},
      {"\u202a\u202e\u202c\u202c", R"(\xe2\x80\xaa\xe2\x80\xae\xe2\x80\xac\xe2\x80\xac)"},
      {"\u2066\u2069", R"(\xe2\x81\xa6\xe2\x81\xa9)"},
      {"\u200d\u2027\u202f\u2065\u206a", "\u200d\u2027\u202f\u2065\u206a"},
  };
  for (const auto& [bytes, text] : cases) {
    EXPECT_EQ(escape(bytes), text);
    EXPECT_EQ(unescape(text), bytes);
  }
}

TEST(Escape, EscapesBytesThatAreNotUtf8) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"\xff", R"(\xff)"},
      {"\x80z", R"(\x80z)"},
      {"\xc3", R"(\xc3)"},
      {"\xc3(", R"(\xc3()"},
      {"\xe2\x82", R"(\xe2\x82)"},
      {"\xc0\xaf", R"(\xc0\xaf)"},                  // overlong '/'
      {"\xe0\x80\xaf", R"(\xe0\x80\xaf)"},          // overlong
      {"\xf0\x80\x80\xaf", R"(\xf0\x80\x80\xaf)"},  // overlong
      {"\xed\xa0\x80", R"(\xed\xa0\x80)"},          // surrogate
      {"\xf4\x90\x80\x80", R"(\xf4\x90\x80\x80)"},  // above U+10FFFF
      {"\xf8\x88\x80\x80\x80", R"(\xf8\x88\x80\x80\x80)"},
  };
  for (const auto& [bytes, text] : cases) {
    EXPECT_EQ(escape(bytes), text);
    EXPECT_EQ(unescape(text), bytes);
  }
}

TEST(Escape, RefusesTextThatIsNotOfItsForm) {
  for (const std::string& text : {"\\"s, "\\q"s, "\\x"s, "\\x1"s, "\\x1g"s, "\\xFF"s, "ok\\"s}) {
    EXPECT_EQ(unescape(text), std::nullopt) << text;
  }
}

TEST(Escape, BringsBackAnyBytesFromOneLine) {
  std::mt19937 random(21);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same bytes in every run
  std::uniform_int_distribution<int> byte(0, 255);
  std::uniform_int_distribution<std::size_t> length(0, 40);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(length(random), '\0');
    for (char& each : bytes) each = static_cast<char>(byte(random));
    const std::string text = escape(bytes);
    EXPECT_EQ(unescape(text), bytes);
    EXPECT_EQ(text.find_first_of("\n\r\t\x1b"s + '\0'), std::string::npos);
  }
}

TEST(Escape, KeepsUtf8ForJson) {
  EXPECT_EQ(json_text("a\n\"\\\u009bß"), "a\n\"\\\u009bß");
  EXPECT_EQ(json_text("x\xff\xc3"), "x\\xff\\xc3");
}

}  // namespace
}  // namespace cb21
