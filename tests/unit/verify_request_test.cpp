// SPDX-License-Identifier: Apache-2.0
#include "cli/verify_request.hpp"

#include "support/option_fixtures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using test::usage_error_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Words = std::vector<std::string>;

VerifyRequest read(const Words& words) { return read_verify_request(words); }

TEST(VerifyRequest, TakesImagesAndOptionsInAnyOrder) {
  const VerifyRequest request =
      read({"a", "--json", "--against", "dir", "b", "--receipt=r", "a", "--", "--c"});
  EXPECT_THAT(request.images, ElementsAre("a", "b", "--c"));
  EXPECT_TRUE(request.as_json);
  EXPECT_EQ(request.against, "dir");
  EXPECT_EQ(request.receipt, "r");
  EXPECT_FALSE(request.running);
  EXPECT_THAT(request.build_words, IsEmpty());
  EXPECT_THAT(request.own_words, IsEmpty());
}

TEST(VerifyRequest, TakesAContainerForAnImage) {
  const VerifyRequest request = read({"--running", "web"});
  EXPECT_EQ(request.running, "web");
  EXPECT_THAT(request.images, IsEmpty());
}

TEST(VerifyRequest, HandsOnTheWordsOfOptionsAndOfTheBuild) {
  const VerifyRequest request = read({"x",
                                      "--marker",
                                      "-a marker",
                                      "--cb21-binary",
                                      "/b",
                                      "--binary=/c",
                                      "--cb21-explain",
                                      "-f",
                                      "D",
                                      "-fE",
                                      "-f=F",
                                      "--target=t",
                                      "--build-arg",
                                      "A=B",
                                      "--against=."});
  EXPECT_THAT(
      request.own_words,
      ElementsAre("--cb21-marker=-a marker", "--cb21-binary=/b", "--cb21-binary=/c", "--cb21-explain"));
  EXPECT_THAT(request.build_words,
              ElementsAre("--file=D", "--file=E", "--file=F", "--target=t", "--build-arg=A=B"));
}

TEST(VerifyRequest, RefusesWhatItCannotMean) {
  struct Case {
    Words words;
    const char* error;
  };

  for (const Case& c : std::vector<Case>{
           {{}, "which image?"},
           {{"--json"}, "which image?"},
           {{""}, "an image without a name"},
           {{"a", "--marker"}, "--marker needs a value"},
           {{"a", "--against="}, "--against needs a value"},
           {{"a", "--cb21-marker"}, "--cb21-marker needs a value"},
           {{"a", "--jsonx"}, "verify knows no option --jsonx"},
           {{"a", "--json=true"}, "verify knows no option --json=true"},
           {{"a", "-t", "b"}, "verify knows no option -t"},
           {{"a", "--receipt=r", "--receipt=s"}, "--receipt is given twice"},
           {{"a", "--cb21-receipt=r"}, "say --receipt FILE"},
           {{"a", "--target=t"}, "--target=t speaks of a build"},
           {{"a", "b", "--running=web"}, "--running is held against one image"},
       }) {
    EXPECT_THAT(usage_error_of([&] { read(c.words); }), HasSubstr(c.error));
  }
}

}  // namespace
}  // namespace cb21
