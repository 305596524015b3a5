// SPDX-License-Identifier: Apache-2.0
#include "commands/built_image.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

BuildRequest request_with(const std::string& output) {
  BuildRequest request;
  if (!output.empty()) request.outputs = {output};
  return request;
}

TEST(MakesAnImage, IsToldByTheOutputs) {
  for (const char* output :
       {"", "type=docker", "type=image,name=x,push=true", "dest=-,type=docker", "type=registry"})
    EXPECT_TRUE(makes_an_image(request_with(output))) << output;
  for (const char* output :
       {"out", "-", "type=local,dest=out", "dest=out,type=local", "type=tar", "type=oci,dest=x"})
    EXPECT_FALSE(makes_an_image(request_with(output))) << output;
}

TEST(MakesAnImage, NotWhereOneOfSeveralOutputsIsFiles) {
  BuildRequest request = request_with("type=docker");
  request.outputs.emplace_back("type=local,dest=out");
  EXPECT_FALSE(makes_an_image(request));
}

TEST(BuiltImage, IsWhatTheIdFileSays) {
  const test::TempTree tree;
  const std::string id = "sha256:" + std::string(64, 'a');
  for (const std::string& content : {id, id + "\n"}) {
    EXPECT_EQ(find_built_image({}, tree.write("iid", content)).id, id);
  }
}

TEST(BuiltImage, IsNoneWhereTheIdFileHoldsNoId) {
  const test::TempTree tree;
  const std::string long_one(300, 'a');
  for (const std::string& content :
       {std::string(), std::string("\n"), std::string("--flag"), std::string("a;b"), long_one}) {
    const BuiltImage image = find_built_image({}, tree.write("iid", content));
    EXPECT_EQ(image.id, "") << content;
    EXPECT_NE(image.why_none, "") << content;
  }
}

TEST(BuiltImage, IsNotLookedForUnderItsTag) {
  const test::TempTree tree;
  BuildRequest request;
  request.tags = {"name"};
  EXPECT_NE(find_built_image(request, tree.path("missing")).why_none.find("--load"), std::string::npos);
  request.push = true;
  EXPECT_NE(find_built_image(request, tree.path("missing")).why_none.find("pushed"), std::string::npos);
  EXPECT_NE(find_built_image(request, "").why_none, "");
}

TEST(BuiltImage, IsNotReadFromAPipe) {
  const test::TempTree tree;
  EXPECT_EQ(find_built_image({}, tree.fifo("pipe")).id, "");
}

TEST(BuiltImage, IsNoneWhereTheBuildWroteFiles) {
  const test::TempTree tree;
  const std::string file = tree.write("iid", "sha256:old");
  EXPECT_EQ(find_built_image(request_with("out"), file).id, "");
}

TEST(BuiltImage, HasTheStoresNameInTheMetadata) {
  const test::TempTree tree;
  const auto digest = [&](const std::string& text) {
    return read_image_digest(tree.write("metadata", text));
  };
  EXPECT_EQ(digest(R"({"containerimage.config.digest":"sha256:aa","containerimage.digest":"sha256:bb"})"),
            "sha256:bb");
  EXPECT_EQ(digest(R"({"containerimage.digest":"sha256:bb; rm"})"), std::nullopt);
  EXPECT_EQ(digest(R"({"containerimage.digest":1})"), std::nullopt);
  EXPECT_EQ(digest("{}"), std::nullopt);
  EXPECT_EQ(digest("no json"), std::nullopt);
  EXPECT_EQ(read_image_digest(tree.path("missing")), std::nullopt);
}

}  // namespace
}  // namespace cb21
