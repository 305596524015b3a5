// SPDX-License-Identifier: Apache-2.0
#include "proof/layer_differences.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t k_second = 1'000'000'000;

FileEntry entry(const std::string& path, FileClass file_class, const std::string& content) {
  FileEntry file;
  file.path = path;
  file.file_class = file_class;
  file.content = digest_of(content);
  file.mtime_ns = 1000 * k_second;
  file.mode = S_IFREG | 0644U;
  return file;
}

FileEntry directory(const std::string& path, std::uint32_t mode) {
  FileEntry file;
  file.path = path;
  file.file_class = FileClass::directory;
  file.mode = S_IFDIR | mode;
  return file;
}

LayerFile file_there(const std::string& content, std::uint64_t mtime = 1000) {
  return {.type = TarEntry::Type::regular, .content = digest_of(content), .mtime = mtime, .mode = 0644};
}

const Snapshot k_snapshot{.files = {directory("src", 0750),
                                    entry("src/a.rs", FileClass::rust_source, "a"),
                                    entry("src/b.rs", FileClass::rust_source, "b"),
                                    entry("src/l.txt", FileClass::link, "two.txt"),
                                    entry("x.md", FileClass::other, "x")}};

TEST(CompareLayer, TellsContentModesAndLinks) {
  const LayerFiles layer{
      {0, {.type = TarEntry::Type::directory, .mode = 0755}},
      {1, file_there("other")},
      {2, file_there("b")},
      {3, {.type = TarEntry::Type::symlink, .content = digest_of("one.txt")}},
      {4, file_there("not compiled")},
  };
  const LayerDifferences found = compare_layer(k_snapshot, layer);
  EXPECT_THAT(found.content, ElementsAre("src/a.rs"));
  EXPECT_THAT(found.directories, ElementsAre("src"));
  EXPECT_THAT(found.links, ElementsAre("src/l.txt"));
  EXPECT_EQ(found.equal, 1U);
}

TEST(CompareLayer, SaysNothingOfWhatIsEqualMissingOrOfAnotherKind) {
  const LayerFiles layer{
      {0, {.type = TarEntry::Type::directory, .mode = 0750}},
      {1, {.type = TarEntry::Type::directory, .mode = 0644}},
      {3, {.type = TarEntry::Type::symlink, .content = digest_of("two.txt")}},
  };
  const LayerDifferences found = compare_layer(k_snapshot, layer);
  EXPECT_THAT(found.content, IsEmpty());
  EXPECT_THAT(found.directories, IsEmpty());
  EXPECT_THAT(found.links, IsEmpty());
}

TEST(OlderInStage, IsTheSameContentWithAnEarlierTime) {
  const LayerFiles layer{{1, file_there("a", 999)}, {2, file_there("b", 1000)}, {4, file_there("x", 1)}};
  EXPECT_THAT(older_in_stage(k_snapshot, layer), ElementsAre("src/a.rs"));
  EXPECT_THAT(older_in_stage(k_snapshot, {{1, file_there("other", 999)}}), IsEmpty());
  EXPECT_THAT(older_in_stage(k_snapshot, {{1, file_there("a", 1001)}}), IsEmpty());
}

TEST(LayerPlaces, FollowTheFoldersOfALook) {
  const std::vector<SourceFolder> folders{{"/src", {}, {{"a.rs", "src/a.rs"}, {"none.rs", "none.rs"}}, false},
                                          {"", {}, {{"b.rs", "src/b.rs"}}, false}};
  EXPECT_THAT(places_in_copy(k_snapshot, folders),
              testing::UnorderedElementsAre(testing::Pair("0/a.rs", ElementsAre(1)),
                                            testing::Pair("1/b.rs", ElementsAre(2))));
  PlacedFiles placed;
  placed.files.push_back({.stage_path = "/build/src/a.rs", .file = 1});
  EXPECT_THAT(places_in_stage(placed, {{"/build/src", {}, {{"a.rs", "/build/src/a.rs"}}, false}}),
              ElementsAre(testing::Pair("0/a.rs", ElementsAre(1))));
}

}  // namespace
}  // namespace cb21
