// SPDX-License-Identifier: Apache-2.0
#include "scaffold/new_file.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>

namespace cb21 {
namespace {

class NewFile : public ::testing::Test {
 protected:
  Creation create(const std::string& path, std::string_view text = "new\n") const {
    return create_file(tree.root(), path, text);
  }

  std::string complaint(const std::string& path) const {
    try {
      create(path);
    } catch (const Error& error) {
      return error.what();
    }
    return "none";
  }

  test::TempTree tree;
};

TEST_F(NewFile, IsMadeWithItsFolders) {
  EXPECT_EQ(create("a.yml"), Creation::written);
  EXPECT_EQ(create(".github/workflows/b.yml", ""), Creation::written);
  EXPECT_EQ(create(".github/workflows/c.yml"), Creation::written);
  EXPECT_EQ(tree.read("a.yml"), "new\n");
  EXPECT_EQ(tree.read(".github/workflows/b.yml"), "");
  EXPECT_EQ(tree.read(".github/workflows/c.yml"), "new\n");
}

TEST_F(NewFile, TakesNoOthersPlace) {
  tree.write("same", "new\n");
  tree.write("longer", "new\n\n");
  tree.write("other", "old\n");
  tree.directory("folder");
  tree.fifo("pipe");
  EXPECT_EQ(create("same"), Creation::unchanged);
  for (const char* name : {"longer", "other", "folder", "pipe"})
    EXPECT_EQ(create(name), Creation::occupied) << name;
  EXPECT_EQ(tree.read("other"), "old\n");
}

TEST_F(NewFile, IsNotWrittenThroughALink) {
  tree.write("elsewhere/file", "new\n");
  tree.link("link", "elsewhere/file");
  tree.link("dangling", "elsewhere/none");
  tree.link("folder", "elsewhere");
  EXPECT_EQ(create("link"), Creation::occupied);
  EXPECT_EQ(create("dangling"), Creation::occupied);
  EXPECT_THAT(complaint("folder/x"), ::testing::HasSubstr("is a link or a file"));
  EXPECT_THAT(complaint("elsewhere/file/x"), ::testing::HasSubstr("is a link or a file"));
  EXPECT_FALSE(std::filesystem::exists(tree.path("elsewhere/none")));
  EXPECT_FALSE(std::filesystem::exists(tree.path("elsewhere/x")));
}

TEST_F(NewFile, IsForetold) {
  tree.write("same", "new\n");
  tree.write("other", "old\n");
  tree.directory("folder");
  tree.link("link", "same");
  for (const char* name : {"same", "none", "no/folder/yet"})
    EXPECT_FALSE(is_occupied(tree.root(), name, "new\n")) << name;
  for (const char* name : {"other", "folder", "link"})
    EXPECT_TRUE(is_occupied(tree.root(), name, "new\n")) << name;
  EXPECT_FALSE(std::filesystem::exists(tree.path("no")));
}

TEST_F(NewFile, NamesWhatCannotBeMade) {
  EXPECT_THAT(complaint(std::string(300, 'x')), ::testing::HasSubstr("cannot make "));
  EXPECT_THAT(complaint(std::string(300, 'x') + "/y"), ::testing::HasSubstr("cannot make the folder "));
}

// A disk that takes some bytes and no more, as a limit on the size of files shows it.
TEST_F(NewFile, LeavesNoHalfFile) {
  struct rlimit before {};

  getrlimit(RLIMIT_FSIZE, &before);
  struct rlimit small = before;
  small.rlim_cur = 4096;
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(create("big", std::string(10000, 'x')), Error);
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_NE(std::signal(SIGXFSZ, handler), SIG_ERR);
  EXPECT_FALSE(std::filesystem::exists(tree.path("big")));
}

}  // namespace
}  // namespace cb21
