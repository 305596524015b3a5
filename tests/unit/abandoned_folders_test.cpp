// SPDX-License-Identifier: Apache-2.0
#include "docker/abandoned_folders.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

class AbandonedFolders : public testing::Test {
 protected:
  // A folder with a file in it.
  std::string make(const std::string& name, fs::perms mode = fs::perms::owner_all) {
    tree.write(name + "/file", "x");
    fs::permissions(tree.path(name), mode);
    return tree.path(name);
  }

  static void age(const std::string& folder) {
    fs::last_write_time(folder, fs::file_time_type::clock::now() - std::chrono::hours(2));
  }

  void remove_them() const { remove_abandoned_folders(tree.path("")); }

  test::TempTree tree;
};

TEST_F(AbandonedFolders, AreThoseWhoseRunHasEnded) {
  const std::string folder = make("cb21-AbCd12");
  Descriptor lock = lock_folder(folder);
  ASSERT_TRUE(lock);
  remove_them();
  EXPECT_TRUE(fs::exists(folder)) << "its run is alive";
  lock.reset();
  remove_them();
  EXPECT_FALSE(fs::exists(folder));
}

TEST_F(AbandonedFolders, AreOldWhereTheyHaveNoLock) {
  const std::string folder = make("cb21-probe-AbCd12");
  remove_them();
  EXPECT_TRUE(fs::exists(folder)) << "it was made just now";
  age(folder);
  remove_them();
  EXPECT_FALSE(fs::exists(folder));
}

TEST_F(AbandonedFolders, AreNothingElse) {
  for (const char* const name : {"cb21-AbCd123", "cb21-engine-AbCd12", "xcb21-AbCd12", "cb21-Ab.d12"}) {
    const std::string folder = make(name);
    age(folder);
    remove_them();
    EXPECT_TRUE(fs::exists(folder)) << name;
  }
  const std::string shared = make("cb21-Shared", fs::perms::owner_all | fs::perms::group_read);
  age(shared);
  const std::string target = make("target");
  fs::create_directory_symlink(target, tree.path("cb21-Linked"));
  remove_them();
  EXPECT_TRUE(fs::exists(shared));
  EXPECT_TRUE(fs::exists(target + "/file"));
}

TEST_F(AbandonedFolders, MayLieNowhere) { remove_abandoned_folders(tree.path("missing")); }

}  // namespace
}  // namespace cb21
