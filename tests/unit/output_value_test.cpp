// SPDX-License-Identifier: Apache-2.0
#include "cli/output_value.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

TEST(OutputValue, TellsImagesFromFiles) {
  for (const char* text : {"type=docker",
                           "type=image",
                           "type=registry",
                           "type=moby,name=x",
                           "name=x,type=image",
                           "type=docker,context=y"})
    EXPECT_TRUE(parse_output(text).is_image()) << text;
  for (const char* text : {"out",
                           "-",
                           "",
                           "type=local,dest=x",
                           "type=tar",
                           "type=oci,dest=x",
                           "type=docker,dest=x",
                           "type=docker,dest=-",
                           "type=cacheonly",
                           "type=newer",
                           "dest=out"})
    EXPECT_FALSE(parse_output(text).is_image()) << text;
}

TEST(OutputValue, KnowsWhatPushes) {
  for (const char* text : {"type=registry", "type=image,push=true", "type=image,push=1", "TYPE=registry"})
    EXPECT_TRUE(parse_output(text).pushes()) << text;
  for (const char* text :
       {"type=image", "type=image,push=false", "type=image,push", "type=local,dest=x,push=true"})
    EXPECT_FALSE(parse_output(text).pushes()) << text;
}

TEST(OutputValue, ReadsNamesFromACsvRecord) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(parse_output("type=image").names(), Names{});
  EXPECT_EQ(parse_output("type=image,name=a:1").names(), Names{"a:1"});
  EXPECT_EQ(parse_output("type=image,\"name=a:1,b\",push=true").names(), (Names{"a:1", "b"}));
  EXPECT_EQ(parse_output("type=image,name=a,name=b").names(), Names{"b"});
  EXPECT_EQ(parse_output("type=image,\"x=a\"\"b\"").field("x"), "a\"b");
}

TEST(OutputValue, LosesItsNamesAndPushOnly) {
  for (const char* text : {"type=image,name=a,push=true", "type=registry", "type=docker,name=a"})
    EXPECT_EQ(without_release(parse_output(text)), "") << text;
  EXPECT_EQ(without_release(parse_output("type=registry,name=a,compression=zstd")),
            "type=image,compression=zstd");
  EXPECT_EQ(without_release(parse_output("type=image,\"a=b,c\",push=true")), "type=image,\"a=b,c\"");
}

}  // namespace
}  // namespace cb21
