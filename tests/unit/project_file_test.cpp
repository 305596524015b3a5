// SPDX-License-Identifier: Apache-2.0
#include "check/project_file.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using Names = std::vector<std::string>;

TEST(ProjectFile, IsReadWhereItIsTextBelowTheRoot) {
  const test::TempTree tree;
  tree.write("docs/a.md", "text");
  EXPECT_EQ(project_file_text(tree.root(), "docs/a.md"), "text");
  EXPECT_EQ(project_file_text(tree.root(), "docs/b.md"), std::nullopt);
  EXPECT_EQ(project_file_text(tree.root(), "docs"), std::nullopt);
  EXPECT_EQ(project_file_text(tree.path("none"), "a"), std::nullopt);
}

TEST(ProjectFile, IsNotReadWhereItIsBinaryTooLongOrAFifo) {
  const test::TempTree tree;
  tree.write("binary", std::string("a\0b", 3));
  tree.write("long", std::string(k_longest_project_file + 1, 'x'));
  tree.write("longest", std::string(k_longest_project_file, 'x'));
  tree.fifo("fifo");
  EXPECT_EQ(project_file_text(tree.root(), "binary"), std::nullopt);
  EXPECT_EQ(project_file_text(tree.root(), "long"), std::nullopt);
  EXPECT_TRUE(project_file_text(tree.root(), "longest"));
  EXPECT_EQ(project_file_text(tree.root(), "fifo"), std::nullopt);
}

TEST(ProjectFile, IsNotReachedByALink) {
  const test::TempTree tree;
  tree.write("outside/secret", "text");
  tree.directory("root");
  tree.link("root/file", "../outside/secret");
  tree.link("root/folder", "../outside");
  EXPECT_EQ(project_file_text(tree.path("root"), "file"), std::nullopt);
  EXPECT_EQ(project_file_text(tree.path("root"), "folder/secret"), std::nullopt);
  EXPECT_EQ(project_files(tree.path("root"), {.folder = "folder"}), Names{});
  EXPECT_EQ(project_files(tree.path("root"), {.folder = "", .levels = 3}), Names{});
}

TEST(ProjectFile, IsListedDownToALevel) {
  const test::TempTree tree;
  for (const char* path : {"b", "a", "x/c", "x/y/d", ".git/e", "target/f", "node_modules/g"})
    tree.write(path, "");
  tree.fifo("fifo");
  EXPECT_EQ(project_files(tree.root(), {}), (Names{"a", "b"}));
  EXPECT_EQ(project_files(tree.root(), {.folder = "", .levels = 1}), (Names{"a", "b", "x/c"}));
  EXPECT_EQ(project_files(tree.root(), {.folder = "x", .levels = 9}), (Names{"x/c", "x/y/d"}));
  EXPECT_EQ(project_files(tree.root(), {.folder = "none"}), Names{});
  EXPECT_EQ(project_files(tree.root(), {.folder = "", .levels = 9, .longest = 3}).size(), 3U);
}

}  // namespace
}  // namespace cb21
