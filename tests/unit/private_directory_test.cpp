// SPDX-License-Identifier: Apache-2.0
#include "state/private_directory.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <functional>
#include <string>

namespace cb21 {
namespace {

using test::TempTree;

unsigned mode_of(const std::string& path) {
  struct stat info {};

  EXPECT_EQ(lstat(path.c_str(), &info), 0) << path;
  return info.st_mode & 07777U;
}

std::string error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(PrivateDirectory, IsMadeWithItsParentsForThisUserOnly) {
  const TempTree tree;
  const PrivateDirectory directory = PrivateDirectory::make(tree.path("a/b/c"));
  directory.make_below("d");
  for (const char* path : {"a", "a/b", "a/b/c", "a/b/c/d"})
    EXPECT_EQ(mode_of(tree.path(path)), 0700U) << path;
  EXPECT_TRUE(directory.find_below("d").has_value());
  EXPECT_FALSE(directory.find_below("e").has_value());
}

TEST(PrivateDirectory, IsFoundOnlyIfItIsThereAndPrivate) {
  const TempTree tree;
  EXPECT_FALSE(PrivateDirectory::find(tree.path("a/b")).has_value());
  EXPECT_NE(access(tree.path("a").c_str(), F_OK), 0);
  tree.directory("a");
  tree.set_mode("a", 0700);
  EXPECT_TRUE(PrivateDirectory::find(tree.path("a")).has_value());
  EXPECT_EQ(error_of([&] { PrivateDirectory::find(tree.path("a"))->check_writable(); }), "no error");
  tree.set_mode("a", 0770);
  EXPECT_NE(error_of([&] { PrivateDirectory::find(tree.path("a")); }), "no error");
}

TEST(PrivateDirectory, RefusesWhatOthersMayWriteTo) {
  const TempTree tree;
  const std::string path = tree.directory("open");
  for (const unsigned mode : {0770U, 0720U, 0702U, 01777U}) {
    tree.set_mode("open", mode);
    EXPECT_EQ(error_of([&] { PrivateDirectory::make(path); }),
              path + " may be written to by others: remove it, or chmod go-w if it is trustworthy");
  }
  tree.set_mode("open", 0755);
  EXPECT_EQ(error_of([&] { PrivateDirectory::make(path); }), "no error");
}

TEST(PrivateDirectory, RefusesALinkAndAFile) {
  const TempTree tree;
  tree.directory("real/sub");
  const std::string link = tree.link("link", "real");
  EXPECT_EQ(error_of([&] { PrivateDirectory::make(link); }),
            link + " is a symbolic link: name the directory itself");
  const std::string file = tree.write("file", "");
  EXPECT_EQ(error_of([&] { PrivateDirectory::make(file); }), "cannot open " + file + ": Not a directory");
  const PrivateDirectory directory = PrivateDirectory::make(tree.root());
  EXPECT_NE(error_of([&] { directory.find_below("link"); }), "no error");
  EXPECT_NE(error_of([&] { directory.make_below("link"); }), "no error");
}

TEST(PrivateDirectory, RefusesAnothersDirectoryAndFile) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const TempTree tree;
  const std::string path = tree.directory("d");
  const PrivateDirectory directory = PrivateDirectory::make(path);
  directory.replace("f", "x");
  ASSERT_EQ(chown(tree.path("d/f").c_str(), 4711, 0), 0);
  EXPECT_EQ(error_of([&] { directory.read("f"); }),
            path + "/f belongs to user 4711, not to root: remove it or choose another state directory");
  ASSERT_EQ(chown(path.c_str(), 4711, 0), 0);
  EXPECT_NE(error_of([&] { PrivateDirectory::make(path); }), "no error");
}

TEST(PrivateDirectory, ReadsWhatWasWritten) {
  const TempTree tree;
  const PrivateDirectory directory = PrivateDirectory::make(tree.path("d"));
  EXPECT_EQ(directory.read("f"), std::nullopt);
  EXPECT_FALSE(directory.exists("f"));
  const std::string large(300'000, 'x');
  for (const std::string& bytes : {std::string("one"), std::string(), large}) {
    directory.replace("f", bytes);
    EXPECT_EQ(directory.read("f"), bytes);
    EXPECT_TRUE(directory.exists("f"));
    EXPECT_EQ(mode_of(tree.path("d/f")), 0600U);
    EXPECT_FALSE(directory.exists("new"));
  }
  EXPECT_TRUE(directory.remove("f"));
  EXPECT_FALSE(directory.remove("f"));
}

TEST(PrivateDirectory, ReadsOnlyRegularFilesOfItsOwn) {
  const TempTree tree;
  const PrivateDirectory directory = PrivateDirectory::make(tree.path("d"));
  tree.write("secret", "x");
  tree.link("d/link", "../secret");
  tree.fifo("d/fifo");
  tree.directory("d/sub");
  tree.write("d/loose", "x");
  tree.set_mode("d/loose", 0622);
  for (const char* name : {"link", "fifo", "sub", "loose"}) {
    EXPECT_NE(error_of([&] { directory.read(name); }), "no error") << name;
    EXPECT_TRUE(directory.exists(name));
  }
}

TEST(PrivateDirectory, WritesOverALinkAndNotThroughIt) {
  const TempTree tree;
  const PrivateDirectory directory = PrivateDirectory::make(tree.path("d"));
  tree.write("victim", "untouched");
  tree.link("d/f", "../victim");
  tree.link("d/new", "../victim");
  directory.replace("f", "mine");
  EXPECT_EQ(directory.read("f"), "mine");
  EXPECT_EQ(tree.read("victim"), "untouched");
}

TEST(PrivateDirectory, ProbesAndLeavesNothing) {
  const TempTree tree;
  const PrivateDirectory directory = PrivateDirectory::make(tree.path("d"));
  tree.write("d/new", "left by a killed run");
  directory.probe();
  EXPECT_FALSE(directory.exists("new"));
  tree.directory("d/new");
  EXPECT_NE(error_of([&] { directory.probe(); }), "no error");
  EXPECT_NE(error_of([&] { directory.replace("f", "x"); }), "no error");
}

TEST(PrivateDirectory, GivesALockToOneAtATime) {
  const TempTree tree;
  const PrivateDirectory directory = PrivateDirectory::make(tree.path("d"));
  {
    const std::optional<Descriptor> held = directory.try_lock("lock");
    ASSERT_TRUE(held.has_value());
    EXPECT_FALSE(directory.try_lock("lock").has_value());
    directory.remove("lock");
    EXPECT_TRUE(directory.try_lock("lock").has_value()) << "the old lock is nobody's any more";
  }
  EXPECT_TRUE(directory.try_lock("lock").has_value());
}

TEST(PrivateDirectory, GivesNoLockWhereItWasRemoved) {
  const TempTree tree;
  const PrivateDirectory parent = PrivateDirectory::make(tree.path("d"));
  const PrivateDirectory directory = parent.make_below("e");
  directory.replace("f", "x");
  parent.remove_directory("e");
  EXPECT_TRUE(parent.exists("e")) << "it is not empty";
  directory.remove("f");
  parent.remove_directory("e");
  EXPECT_FALSE(parent.exists("e"));
  EXPECT_FALSE(directory.try_lock("lock").has_value());
}

}  // namespace
}  // namespace cb21
