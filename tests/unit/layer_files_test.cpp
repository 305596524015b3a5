// SPDX-License-Identifier: Apache-2.0
#include "proof/layer_files.hpp"

#include "error.hpp"
#include "support/tar_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

using test::tar_end;
using test::tar_entry;

TEST(LayerFiles, KeepsContentTimeModeAndLink) {
  LayerFilesReader reader(LayerPlaces{{"0/src/a.rs", {3}}, {"0/src", {1}}, {"0/l", {2, 4}}, {"0/gone", {9}}});
  reader.feed(tar_entry({.name = "0/", .type = '5', .mode = 0755}));
  reader.feed(tar_entry({.name = "0/src/", .type = '5', .mode = 0750}));
  reader.feed(tar_entry({.name = "0/src/a.rs", .content = "fn a() {}", .mode = 0644, .mtime = 1234}));
  reader.feed(tar_entry({.name = "0/src/b.rs", .content = "not asked for"}));
  reader.feed(tar_entry({.name = "0/l", .type = '2', .link = "src/a.rs"}));
  reader.feed(tar_end());
  const LayerFiles files = reader.finish();
  ASSERT_EQ(files.size(), 4U);
  EXPECT_EQ(files.at(3).content, digest_of("fn a() {}"));
  EXPECT_EQ(files.at(3).mtime, 1234U);
  EXPECT_EQ(files.at(1).type, TarEntry::Type::directory);
  EXPECT_EQ(files.at(1).mode, 0750U);
  EXPECT_EQ(files.at(2).type, TarEntry::Type::symlink);
  EXPECT_EQ(files.at(4).content, digest_of("src/a.rs"));
}

TEST(LayerFiles, FollowsHardLinksToWhatWasWanted) {
  LayerFilesReader reader(LayerPlaces{{"0/a", {0}}, {"0/b", {1}}, {"0/c", {2}}});
  reader.feed(tar_entry({.name = "0/a", .content = "text"}));
  reader.feed(tar_entry({.name = "0/b", .type = '1', .link = "0/a"}));
  reader.feed(tar_entry({.name = "0/c", .type = '1', .link = "0/elsewhere"}));
  reader.feed(tar_end());
  const LayerFiles files = reader.finish();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files.at(1).content, digest_of("text"));
}

TEST(LayerFiles, ReadsTheFirstOfSeveralPlatforms) {
  LayerFilesReader reader(LayerPlaces{{"0/a", {0}}});
  reader.feed(tar_entry({.name = "linux_amd64/0/a", .content = "one"}));
  reader.feed(tar_entry({.name = "linux_arm64/0/a", .content = "two"}));
  reader.feed(tar_end());
  EXPECT_EQ(reader.finish().at(0).content, digest_of("one"));
}

TEST(LayerFiles, RefusesWhatBrokeOff) {
  LayerFilesReader reader(LayerPlaces{{"0/a", {0}}});
  reader.feed(tar_entry({.name = "0/a", .content = "one"}));
  EXPECT_THROW(reader.finish(), Error);
  LayerFilesReader other(LayerPlaces{});
  EXPECT_THROW(other.feed(std::string(1024, 'x')), Error);
}

}  // namespace
}  // namespace cb21
