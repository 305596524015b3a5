// SPDX-License-Identifier: Apache-2.0
#include "inputs/undeclared_arguments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> of(const std::string& text) {
  const std::vector<std::pair<std::string, std::string>> given{{"GIT_SHA", "aaaa"}};
  return undeclared_arguments(parse_dockerfile(text, given), text, "", given);
}

TEST(UndeclaredArguments, AreThoseBeforeTheFirstStageAlone) {
  EXPECT_THAT(of("ARG GIT_SHA\nFROM rust AS build\nRUN cargo build\n"),
              ElementsAre("no stage declares GIT_SHA, so that no step has its value: write ARG GIT_SHA below "
                          "the FROM of stage build"));
  EXPECT_THAT(of("ARG GIT_SHA=x\nFROM debian\nRUN true\n"),
              ElementsAre(testing::HasSubstr("the FROM of the stage that uses it")));
}

TEST(UndeclaredArguments, AreNotThoseThatAStageOrAFromUses) {
  EXPECT_THAT(of("ARG GIT_SHA\nFROM rust\nARG GIT_SHA\nRUN cargo build\n"), IsEmpty());
  EXPECT_THAT(of("ARG GIT_SHA\nFROM rust:$GIT_SHA\nRUN cargo build\n"), IsEmpty());
  EXPECT_THAT(of("ARG GIT_SHA\nARG TAG=1-${GIT_SHA}\nFROM rust:$TAG\nRUN cargo build\n"), IsEmpty());
  EXPECT_THAT(of("ARG GIT_SHA\nFROM rust:$GIT_SHA_TAG AS b\nRUN cargo build\n"), testing::SizeIs(1));
}

TEST(UndeclaredArguments, AreNotThoseThatDockerWarnsOf) {
  EXPECT_THAT(of("FROM rust\nRUN cargo build\n"), IsEmpty());
}

TEST(UndeclaredArguments, HaveTheSourceDigestAmongThem) {
  EXPECT_THAT(of("ARG CB21_SOURCE_DIGEST\nFROM rust\nRUN cargo build\n"),
              ElementsAre(testing::StartsWith("no stage declares CB21_SOURCE_DIGEST")));
}

}  // namespace
}  // namespace cb21
