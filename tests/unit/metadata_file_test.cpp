// SPDX-License-Identifier: Apache-2.0
#include "docker/metadata_file.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <string>

namespace cb21 {
namespace {

// As buildx 0.13.1 wrote it on Docker 26.1, with and without names.
const std::string k_unnamed =
    "{\n  \"buildx.build.ref\": \"default/default/x\",\n  \"containerimage.config.digest\": \"sha256:a\",\n"
    "  \"containerimage.digest\": \"sha256:a\"\n}";
const std::string k_named =
    "{\n  \"buildx.build.ref\": \"default/default/x\",\n  \"containerimage.config.digest\": \"sha256:a\",\n"
    "  \"containerimage.digest\": \"sha256:a\",\n  \"image.name\": \"docker.io/library/a:1,b.c/d\"\n}";

TEST(Metadata, GetsTheNamesThatBuildxWouldHaveWritten) {
  EXPECT_EQ(completed_metadata(k_unnamed, {"docker.io/library/a:1,b.c/d", std::nullopt}), k_named);
  EXPECT_EQ(completed_metadata(k_named, {"docker.io/library/a:1,b.c/d", std::nullopt}), k_named);
}

TEST(Metadata, GetsTheRegistrysDigest) {
  const auto text = completed_metadata(k_unnamed, {"x", "sha256:b"});
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("\"containerimage.digest\": \"sha256:b\",\n  \"image.name\": \"x\"\n}"),
            std::string::npos);
  EXPECT_NE(text->find("\"containerimage.config.digest\": \"sha256:a\""), std::string::npos);
}

TEST(Metadata, KeepsTheOrderOfKeysAndWhatIsNested) {
  const std::string text =
      "{\n  \"containerimage.descriptor\": {\n    \"image.name\": \"no\",\n    \"zzz\": 1\n  },\n"
      "  \"result.json\": {\n    \"a\": 1\n  }\n}";
  EXPECT_EQ(completed_metadata(text, {"x", std::nullopt}),
            "{\n  \"containerimage.descriptor\": {\n    \"image.name\": \"no\",\n    \"zzz\": 1\n  },\n"
            "  \"image.name\": \"x\",\n  \"result.json\": {\n    \"a\": 1\n  }\n}");
}

TEST(Metadata, OfAnOldEngineHasNoNames) {
  const std::string text = "{\n  \"containerimage.digest\": \"sha256:a\"\n}";
  EXPECT_EQ(completed_metadata(text, {"x", std::nullopt}), text);
}

TEST(Metadata, OfAnotherKindIsLeftAlone) {
  for (const char* text :
       {"", "{}", "[]", "{\n}", "{\"a\": 1}", "{\n  \"a\": \n}", "not json", "{\n  \"a\": 1\n}\n"})
    EXPECT_FALSE(completed_metadata(text, {"x", std::nullopt})) << text;
}

TEST(MetadataFile, IsReplacedWhole) {
  const test::TempTree tree;
  const std::string path = tree.write("metadata.json", k_unnamed);
  complete_metadata_file(path, {"docker.io/library/a:1,b.c/d", std::nullopt});
  EXPECT_EQ(tree.read("metadata.json"), k_named);

  struct stat info {};

  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0644U);
}

TEST(MetadataFile, SaysWhatIsWrong) {
  const test::TempTree tree;
  EXPECT_THROW(complete_metadata_file(tree.path("missing"), {"x", std::nullopt}), Error);
  const std::string path = tree.write("metadata.json", "other");
  EXPECT_THROW(complete_metadata_file(path, {"x", std::nullopt}), Error);
  EXPECT_EQ(tree.read("metadata.json"), "other");
}

}  // namespace
}  // namespace cb21
