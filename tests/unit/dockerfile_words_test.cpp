// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::Pair;

TEST(DockerfileWords, SplitsACommand) {
  const CommandLine command = split_command("  Copy\t--a=\"x y\" --b=c\\ d  e  f ", '\\');
  EXPECT_EQ(command.keyword, "Copy");
  EXPECT_THAT(command.flags, ElementsAre(Pair("a", "x y"), Pair("b", "c d")));
  EXPECT_EQ(command.text, "e  f");
}

TEST(DockerfileWords, IgnoresQuotesInPlainWords) {
  EXPECT_THAT(plain_words(" \"a b\"\tc "), ElementsAre("\"a", "b\"", "c"));
  EXPECT_THAT(plain_words(""), IsEmpty());
}

TEST(DockerfileWords, KeepsQuotesInQuotedWords) {
  EXPECT_THAT(quoted_words("a=\"b c\" d='e f' g=h\\ i", '\\'),
              ElementsAre("a=\"b c\"", "d='e f'", "g=h\\ i"));
  EXPECT_THAT(quoted_words("a='\\' b", '\\'), ElementsAre("a='\\'", "b"));
  EXPECT_THAT(quoted_words("a=\"\\\" b\"", '\\'), ElementsAre("a=\"\\\" b\""));
  EXPECT_THAT(quoted_words("a=`\" b", '`'), ElementsAre("a=`\"", "b"));
}

TEST(DockerfileWords, ReadsJsonArraysOfStringsOnly) {
  EXPECT_THAT(json_words(" [\"a\", \"\\u0062\\n\"] "), Optional(ElementsAre("a", "b\n")));
  EXPECT_THAT(json_words("[]"), Optional(IsEmpty()));
  for (const char* text : {"", "a", "[", "['a']", "[1]", "[\"a\"] b", "[\"a\",]", "{\"a\":1}"}) {
    EXPECT_EQ(json_words(text), std::nullopt) << text;
  }
}

TEST(DockerfileWords, SplitsFieldsAtCommas) {
  EXPECT_THAT(comma_fields("a=b,\"c=d,e\",f"), ElementsAre("a=b", "c=d,e", "f"));
  EXPECT_THAT(comma_fields("\"a\"\"b\""), ElementsAre("a\"b"));
}

}  // namespace
}  // namespace cb21
