// SPDX-License-Identifier: Apache-2.0
#include "inputs/rust_lexer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using Kind = RustToken::Kind;

// "i:main s:text c:'x' l:'a n:1 p:{ b:bytes", one word a token.
std::string shape(std::string_view source) {
  constexpr std::string_view k_letters = "isbclnp";
  std::string all;
  for (const RustToken& token : lex_rust(source)) {
    if (!all.empty()) all += ' ';
    all += k_letters[static_cast<std::size_t>(token.kind)];
    all += ':' + token.text;
  }
  return all;
}

struct Lexed {
  std::string_view source;
  std::string_view shape;
};

class RustLexer : public testing::TestWithParam<Lexed> {};

TEST_P(RustLexer, TellsTokensApart) { EXPECT_EQ(shape(GetParam().source), GetParam().shape); }

INSTANTIATE_TEST_SUITE_P(Comments,
                         RustLexer,
                         testing::Values(Lexed{"a // b\nc", "i:a i:c"},
                                         Lexed{"a /* b /* c */ d */ e", "i:a i:e"},
                                         Lexed{"a /* \" */ b", "i:a i:b"},
                                         Lexed{"/// fn main() {}\n//! x\n/** y */ z", "i:z"},
                                         Lexed{"a /*/ b */ c", "i:a i:c"},
                                         Lexed{"a /* b", "i:a"},
                                         Lexed{"a / b", "i:a p:/ i:b"},
                                         Lexed{"#!/bin/sh 'x\na", "i:a"},
                                         Lexed{"#![a]", "p:# p:! p:[ i:a p:]"},
                                         Lexed{"#!\n[a]", "p:# p:! p:[ i:a p:]"},
                                         Lexed{"\xEF\xBB\xBF"
                                               "a",
                                               "i:a"}));

INSTANTIATE_TEST_SUITE_P(Strings,
                         RustLexer,
                         testing::Values(Lexed{R"("a\"b")", R"(s:a"b)"},
                                         Lexed{R"("a\\" b)", R"(s:a\ i:b)"},
                                         Lexed{R"("\x41\u{e9}\u{1F_600}")", "s:A\u00e9\U0001F600"},
                                         Lexed{R"("a\tb\'c")", "s:a\tb'c"},
                                         Lexed{"\"a\\\n   b\"", "s:ab"},
                                         Lexed{"\"a\\\r\n\r\n b\"", "s:ab"},
                                         Lexed{"\"a\r\nb\"", "s:a\nb"},
                                         Lexed{R"("\q\u{110000}\u{zz}\xq")", R"(s:\q\u{110000}\u{zz}\xq)"},
                                         Lexed{R"__(r"a\" b)__", R"(s:a\ i:b)"},
                                         Lexed{R"__(r#"a"b"# c)__", R"(s:a"b i:c)"},
                                         Lexed{R"__(r##"a"# b"##)__", R"(s:a"# b)"},
                                         Lexed{"r\"a\r\nb\"", "s:a\nb"},
                                         Lexed{R"__(b"a\n" c)__", "b:a\n i:c"},
                                         Lexed{R"__(br#"a"b"# c"d" cr"e")__", R"(b:a"b b:d b:e)"},
                                         Lexed{"a \"b", "i:a"},
                                         Lexed{"a r#\"b\"", "i:a"},
                                         Lexed{"a \"b\\", "i:a"}));

INSTANTIATE_TEST_SUITE_P(Quotes,
                         RustLexer,
                         testing::Values(Lexed{"'a'", "c:'a'"},
                                         Lexed{"'\\''x", "c:'\\'' i:x"},
                                         Lexed{"'\"' x", "c:'\"' i:x"},
                                         Lexed{"'\\u{1F600}'", "c:'\\u{1F600}'"},
                                         Lexed{"'\U0001F600' x", "c:'\U0001F600' i:x"},
                                         Lexed{"b'\\\\' b'x'", "c:b'\\\\' c:b'x'"},
                                         Lexed{"&'a str", "p:& l:'a i:str"},
                                         Lexed{"<'a,'b>", "p:< l:'a p:, l:'b p:>"},
                                         Lexed{"'static \"x\"", "l:'static s:x"},
                                         Lexed{"'outer: loop", "l:'outer p:: i:loop"},
                                         Lexed{"'", "p:'"},
                                         Lexed{"'\\", ""}));

INSTANTIATE_TEST_SUITE_P(NamesAndNumbers,
                         RustLexer,
                         testing::Values(Lexed{"r#type r#\"x\"#", "i:r#type s:x"},
                                         Lexed{"bar rx br", "i:bar i:rx i:br"},
                                         Lexed{"\u00fcber_1", "i:\u00fcber_1"},
                                         Lexed{"1_000u64 0xFFe+1", "n:1_000u64 n:0xFFe p:+ n:1"},
                                         Lexed{"1.5e-3f32 2E+4", "n:1.5e-3f32 n:2E+4"},
                                         Lexed{"1..2 1.max(2)",
                                               "n:1 p:. p:. n:2 n:1 p:. i:max p:( n:2 p:)"}));

TEST(RustLexer, KeepsNulInAString) {
  const auto tokens = lex_rust(R"("a\0b")");
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].text, std::string("a\0b", 3));
}

TEST(RustLexer, CountsLinesThroughCommentsAndStrings) {
  const auto tokens = lex_rust("a\n/*\n*/ b \"x\ny\" c\n\nr\"\n\" d");
  std::vector<std::size_t> lines;
  lines.reserve(tokens.size());
  for (const RustToken& token : tokens) lines.push_back(token.line);
  EXPECT_THAT(lines, testing::ElementsAre(1, 3, 3, 4, 6, 7));
}

TEST(RustLexer, SurvivesEveryPrefixOfASource) {
  const std::string source =
      "#!/x\n/* /* */ */ r##\"a\"## br#\"b\"# b'\\'' '\\u{41}' \"\\u{41}\\x41\\\n\" 1.5e-3 'a \xC3\xBC";
  for (std::size_t length = 0; length <= source.size(); ++length) {
    for (const RustToken& token : lex_rust(source.substr(0, length))) EXPECT_GE(token.line, 1U);
  }
}

// In processor time, which other processes' work does not lengthen.
double seconds_to_lex(std::string_view unit, std::size_t size) {
  std::string source;
  while (source.size() < size) source += unit;
  const std::clock_t begin = std::clock();
  lex_rust(source);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

// Sixteen times the text takes a linear scan 16 times as long, a quadratic one 256 times.
TEST(RustLexer, TakesLinearTimeOnHostileText) {
  for (const std::string_view unit : {"'\\", "r#", "/*", "\"\\u{", "b'", "/**/", "r\"#", "'\xF0", "\"\\\n"}) {
    const double small = seconds_to_lex(unit, 25'000);
    EXPECT_LT(seconds_to_lex(unit, 400'000), 64 * std::max(small, 0.001)) << unit;
  }
}

}  // namespace
}  // namespace cb21
