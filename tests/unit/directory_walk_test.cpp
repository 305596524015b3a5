// SPDX-License-Identifier: Apache-2.0
#include "inputs/directory_walk.hpp"

#include "inputs/snapshot.hpp"
#include "support/snapshot_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <utility>

namespace cb21 {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DirectoryWalkTest : public test::SnapshotFixture {};

TEST_F(DirectoryWalkTest, SortsByBytes) {
  for (const char* path : {"a/b.rs", "a.rs", "a-b.rs", "a/b/c.rs", "a0.rs", "\xFF.rs", "B.rs"})
    tree.write(path, "");
  const Snapshot snapshot = take();
  EXPECT_THAT(test::listing(snapshot), SizeIs(9));
  EXPECT_TRUE(std::is_sorted(snapshot.files.begin(), snapshot.files.end(), [](const auto& a, const auto& b) {
    return std::lexicographical_compare(
        a.path.begin(), a.path.end(), b.path.begin(), b.path.end(), [](char x, char y) {
          return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
        });
  }));
}

TEST_F(DirectoryWalkTest, TakesAnyFileName) {
  for (const char* path : {"with space.rs",
                           "new\nline.rs",
                           "not\xFF\xFEutf8.rs",
                           "\xC3\xA4.rs",
                           "-x.rs",
                           "back\\slash.rs",
                           "tab\t/x.rs"}) {
    tree.write(path, path);
    EXPECT_EQ(content_of(path), digest_of(path)) << path;
  }
  EXPECT_THAT(take().unreadable, IsEmpty());
}

TEST_F(DirectoryWalkTest, TakesPathsLongerThanTheSystemTakesAtOnce) {
  const std::string folder(200, 'd');
  Snapshot snapshot;
  std::string path;
  int directory = open(tree.root().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (int depth = 0; depth < 30; ++depth) {
    ASSERT_EQ(mkdirat(directory, folder.c_str(), 0755), 0);
    const int next = openat(directory, folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ASSERT_GE(next, 0);
    close(directory);
    directory = next;
    path += folder + "/";
  }
  const int file = openat(directory, "deep.rs", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  ASSERT_EQ(write(file, "deep", 4), 4);
  close(file);
  close(directory);
  snapshot = take();
  EXPECT_THAT(snapshot.unreadable, IsEmpty());
  ASSERT_THAT(test::inputs(snapshot), SizeIs(1));
  const FileEntry* deep = test::find(snapshot, path + "deep.rs");
  ASSERT_NE(deep, nullptr);
  EXPECT_EQ(deep->content, digest_of("deep"));
}

TEST_F(DirectoryWalkTest, NeverReadsWhatOnlyLooksLikeASource) {
  tree.fifo("fifo.rs");
  tree.write("directory.rs/notes.txt", "");
  tree.write("directory.rs/inner.rs", "");
  tree.link("to_fifo.rs", "fifo.rs");
  tree.link("to_directory.rs", "directory.rs");
  tree.link("to_null.rs", "/dev/null");
  tree.write("named.rs", R"(include_bytes!("fifo.rs"); include_str!("directory.rs"); include_str!("");)");
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = tree.path("socket.rs");
  ASSERT_LT(name.size(), sizeof address.sun_path);
  std::memcpy(&address.sun_path[0], name.c_str(), name.size() + 1);
  ASSERT_EQ(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const Snapshot snapshot = take({.further = {.whole_context = true}});
  close(listener);
  EXPECT_THAT(snapshot.unreadable, IsEmpty());
  EXPECT_THAT(test::listing(snapshot),
              ElementsAre(std::pair("directory.rs", "directory"),
                          std::pair("directory.rs/inner.rs", "rust-source"),
                          std::pair("directory.rs/notes.txt", "other"),
                          std::pair("named.rs", "rust-source"),
                          std::pair("to_directory.rs", "link"),
                          std::pair("to_fifo.rs", "link"),
                          std::pair("to_null.rs", "link")));
}

TEST_F(DirectoryWalkTest, DoesNotFollowLinksWhileWalking) {
  tree.write("real/a.rs", "a");
  tree.link("linked", "real");
  tree.link("loop", ".");
  tree.link("real/up", "..");
  tree.link("self.rs", "self.rs");
  tree.link("one.rs", "two.rs");
  tree.link("two.rs", "one.rs");
  EXPECT_THAT(test::inputs(take()), ElementsAre(std::pair("real/a.rs", "rust-source")));
}

TEST_F(DirectoryWalkTest, KeepsToTheIgnoreRulesOfTheBuilder) {
  tree.write(".dockerignore", "*\n!**/*.rs\n");
  tree.write("top.rs", "");
  tree.write("src/deep/in.rs", "");
  tree.write("Cargo.toml", "");
  EXPECT_THAT(test::inputs(take_snapshot(locate(Builder::buildkit), {})),
              ElementsAre(std::pair(".dockerignore", "docker"),
                          std::pair("src/deep/in.rs", "rust-source"),
                          std::pair("top.rs", "rust-source")));
  EXPECT_THAT(test::inputs(take_snapshot(locate(Builder::legacy), {})),
              ElementsAre(std::pair(".dockerignore", "docker"), std::pair("top.rs", "rust-source")));
}

TEST_F(DirectoryWalkTest, SaysSoWhenAnIgnorePatternShowsToBeBadOnUse) {
  tree.write(".dockerignore", "[z-a]\n");
  for (int i = 0; i < 20; ++i) tree.write("d" + std::to_string(i) + "/x.rs", "");
  const Snapshot snapshot = take();
  EXPECT_THAT(snapshot.unreadable, SizeIs(1));
}

// Runs as another user for its life.
class OtherUser {
 public:
  OtherUser() : done_(seteuid(65534) == 0) {}

  ~OtherUser() {
    if (done_ && seteuid(0) != 0) std::abort();
  }

  OtherUser(const OtherUser&) = delete;
  OtherUser& operator=(const OtherUser&) = delete;

 private:
  bool done_;
};

TEST_F(DirectoryWalkTest, NamesWhatItMayNotRead) {
  tree.set_mode("", 0755);
  tree.write("closed\n.rs", "");
  tree.write("open.rs", "include_str!(\"closed.txt\");");
  tree.write("closed.txt", "");
  tree.write("closed/inner.rs", "");
  tree.write("ignored/inner.rs", "");
  tree.write("irrelevant", "");
  tree.write(".dockerignore", "ignored\nignored.rs\n");
  tree.write("ignored.rs", "");
  for (const char* path : {"closed\n.rs", "closed.txt", "closed", "ignored", "irrelevant", "ignored.rs"}) {
    tree.set_mode(path, 0);
  }
  const BuildContext context = locate();
  Snapshot snapshot;
  {
    const OtherUser other;
    snapshot = take_snapshot(context, {});
  }
  for (const char* path : {"closed", "ignored"}) tree.set_mode(path, 0755);
  EXPECT_THAT(snapshot.unreadable,
              ElementsAre("closed cannot be read: Permission denied",
                          "closed.txt cannot be read: Permission denied",
                          "closed\\n.rs cannot be read: Permission denied"));
  EXPECT_THAT(test::inputs(snapshot), Contains(std::pair("open.rs", "rust-source")));
}

TEST_F(DirectoryWalkTest, IsTheSameWithAnyNumberOfThreads) {
  tree.write(".dockerignore", "ignored\n*.md\n");
  for (int i = 0; i < 1500; ++i) {
    const std::string number = std::to_string(i);
    // Many small directories, and one that is large and flat.
    tree.write("many/" + std::to_string(i % 300) + "/" + number + ".rs", number);
    tree.write("flat/" + number + ".rs", i % 50 == 0 ? "include_str!(\"" + number + ".txt\");" : number);
    if (i % 50 == 0) tree.write("flat/" + number + ".txt", number);
    if (i % 100 == 0) tree.link("links/" + number + ".rs", "../flat/" + number + ".txt");
  }
  const BuildContext context = locate();
  const Snapshot one = take_snapshot(context, {.further = {}, .threads = 1});
  EXPECT_EQ(one.files_hashed, 3031U);
  EXPECT_EQ(one.files.size(), 3031U + 303U + 15U);
  EXPECT_THAT(one.unreadable, IsEmpty());
  for (unsigned threads = 0; threads <= 8; ++threads) {
    const Snapshot other = take_snapshot(context, {.further = {}, .threads = threads});
    EXPECT_EQ(other.files, one.files) << threads;
    EXPECT_EQ(other.files_hashed, one.files_hashed);
    EXPECT_EQ(other.bytes_hashed, one.bytes_hashed);
  }
}

std::ptrdiff_t count_threads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return std::distance(begin(tasks), end(tasks));
}

TEST_F(DirectoryWalkTest, StaysWithTheCallingThreadInASmallTree) {
  tree.write("main.rs", "");
  // The thread sanitizer starts one of its own with the first thread there is.
  std::thread([] {}).join();
  const std::ptrdiff_t before = count_threads();
  std::atomic<bool> done = false;
  std::ptrdiff_t most = 0;
  std::thread watcher([&] {
    while (!done) most = std::max(most, count_threads());
  });
  for (int i = 0; i < 200; ++i) take();
  done = true;
  watcher.join();
  EXPECT_LE(most, before + 1);
}

TEST_F(DirectoryWalkTest, SurvivesATreeThatChangesUnderIt) {
  for (int i = 0; i < 200; ++i)
    tree.write("d" + std::to_string(i % 10) + "/" + std::to_string(i) + ".rs", "x");
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; !done; i = (i + 1) % 200) {
      const std::string path = "d" + std::to_string(i % 10) + "/" + std::to_string(i) + ".rs";
      tree.remove(path);
      if (i % 3 == 0) tree.fifo(path);
      if (i % 3 == 1) tree.write(path, std::string(300'000, 'y'));
      if (i % 3 == 2) tree.link(path, "/dev/zero");
      tree.remove(path);
      tree.write(path, "x");
    }
  });
  for (int i = 0; i < 30; ++i) {
    const Snapshot snapshot = take();
    for (const FileEntry& entry : snapshot.files) {
      if (entry.file_class != FileClass::rust_source) continue;
      EXPECT_TRUE(S_ISREG(entry.mode));
    }
  }
  done = true;
  writer.join();
}

}  // namespace
}  // namespace cb21
