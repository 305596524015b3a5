// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_reader.hpp"

#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>

#include <cerrno>
#include <filesystem>
#include <string>

namespace cb21 {
namespace {

Descriptor open_now(const std::string& path) {
  return Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

TEST(FileReader, KeepsTheTextThatWasAskedFor) {
  const test::TempTree tree;
  const std::string text(1'000'000, 't');
  const Descriptor file = open_now(tree.write("file", text));
  FileReader reader;
  const auto content = reader.read(file.number(), Keep::text);
  ASSERT_TRUE(content.has_value());
  EXPECT_EQ(content->text, text);
  EXPECT_EQ(content->digest, digest_of(text));
}

TEST(FileReader, HashesALongFileWithoutKeepingIt) {
  const test::TempTree tree;
  const std::string text(1'000'000, 't');
  const Descriptor file = open_now(tree.write("file", text));
  FileReader reader;
  const auto content = reader.read(file.number(), Keep::digest);
  ASSERT_TRUE(content.has_value());
  EXPECT_EQ(content->text, std::nullopt);
  EXPECT_EQ(content->digest, digest_of(text));
  EXPECT_EQ(content->size, text.size());
}

TEST(FileReader, ReadsOneFileAfterAnother) {
  const test::TempTree tree;
  FileReader reader;
  for (const std::size_t size :
       {std::size_t{300'000}, std::size_t{5}, std::size_t{0}, std::size_t{131'072}}) {
    const Descriptor file = open_now(tree.write("file", std::string(size, 'a')));
    const auto content = reader.read(file.number(), Keep::text);
    ASSERT_TRUE(content.has_value());
    EXPECT_EQ(content->digest, digest_of(std::string(size, 'a')));
  }
}

// Files in /proc have a size of zero, whatever they hold: as a file that is being written to.
TEST(FileReader, DoubtsAFileWhoseSizeIsNotWhatWasRead) {
  FileReader reader;
  for (const Keep keep : {Keep::text, Keep::digest}) {
    const Descriptor file = open_now("/proc/self/status");
    EXPECT_EQ(reader.read(file.number(), keep), std::nullopt);
    EXPECT_EQ(reader.problem(), "changed while it was read");
  }
}

TEST(FileReader, RefusesWhatIsNoRegularFileWithoutWaiting) {
  const test::TempTree tree;
  tree.fifo("fifo");
  FileReader reader;
  for (const std::string& path :
       {tree.path("fifo"), tree.root(), std::string("/dev/null"), std::string("/dev/zero")}) {
    for (const Keep keep : {Keep::text, Keep::digest}) {
      const Descriptor file = open_now(path);
      EXPECT_EQ(reader.read(file.number(), keep), std::nullopt) << path;
      EXPECT_FALSE(reader.problem().empty());
    }
  }
}

TEST(FileReader, TellsWhyAFileWasNotOpened) {
  FileReader reader;
  errno = EACCES;
  EXPECT_EQ(reader.read(-1, Keep::text), std::nullopt);
  EXPECT_EQ(reader.problem(), "cannot be read: Permission denied");
}

TEST(OpenRegularFile, FollowsLinksToRegularFilesOnly) {
  const test::TempTree tree;
  tree.write("file", "");
  tree.link("link", "file");
  tree.fifo("fifo");
  EXPECT_TRUE(open_regular_file(tree.path("file")));
  EXPECT_TRUE(open_regular_file(tree.path("link")));
  EXPECT_FALSE(open_regular_file(tree.path("fifo")));
  EXPECT_EQ(errno, EINVAL);
  EXPECT_FALSE(open_regular_file(tree.root()));
  EXPECT_EQ(errno, EISDIR);
  EXPECT_FALSE(open_regular_file(tree.path("missing")));
  EXPECT_EQ(errno, ENOENT);
}

}  // namespace
}  // namespace cb21
