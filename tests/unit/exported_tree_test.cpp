// SPDX-License-Identifier: Apache-2.0
#include "evidence/exported_tree.hpp"

#include "error.hpp"
#include "support/elf_text.hpp"
#include "support/tar_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using test::TarText;
using testing::ElementsAre;
using testing::SizeIs;

std::string archive_of(const std::vector<TarText>& entries) {
  std::string archive;
  for (const TarText& entry : entries) archive += test::tar_entry(entry);
  return archive + test::tar_end();
}

ImageTree tree_of(const std::vector<TarText>& entries,
                  std::size_t piece = 10'000,
                  const ExportLimits& limits = {}) {
  const std::string archive = archive_of(entries);
  ExportedTree tree(std::nullopt, limits);
  for (std::size_t at = 0; at < archive.size(); at += piece)
    tree.feed(std::string_view(archive).substr(at, piece));
  EXPECT_TRUE(tree.complete());
  return tree.finish();
}

std::vector<std::string> paths_of(const ImageTree& tree) {
  std::vector<std::string> paths;
  for (const auto& [path, file] : tree.files) paths.push_back(path);
  return paths;
}

std::string program() {
  const test::ElfText elf{.type = 2, .machine = 183};
  test::ElfText whole = elf;
  whole.parts = {{.content = "code RUST_BACKTRACE"}, {4, elf.build_id("\xab")}};
  return whole.text();
}

TEST(ExportedTree, HoldsNamesTypesAndModes) {
  const ImageTree tree = tree_of({{.name = "bin", .type = '2', .link = "usr/bin"},
                                  {.name = "usr/", .type = '5', .mode = 0755},
                                  {.name = "usr/bin/notes", .content = "text", .mode = 0644},
                                  {.name = "dev/console", .type = '3'},
                                  {.name = "./srv/../etc/hosts", .content = ""}});
  EXPECT_THAT(paths_of(tree),
              ElementsAre("/", "/bin", "/dev/console", "/etc/hosts", "/usr", "/usr/bin/notes"));
  EXPECT_FALSE(tree.truncated);
  EXPECT_EQ(tree.find("/")->type, ImageFile::Type::directory);
  EXPECT_EQ(tree.find("/bin")->type, ImageFile::Type::symlink);
  EXPECT_EQ(tree.find("/bin")->link_target, "usr/bin");
  EXPECT_EQ(tree.find("/usr")->type, ImageFile::Type::directory);
  EXPECT_EQ(tree.find("/dev/console")->type, ImageFile::Type::other);
  const ImageFile& notes = *tree.find("/usr/bin/notes");
  EXPECT_EQ(notes.type, ImageFile::Type::regular);
  EXPECT_EQ(notes.mode, 0644U);
  EXPECT_EQ(notes.size, 4U);
  EXPECT_EQ(notes.sha256 + notes.script, "") << "only programs and scripts are looked into";
}

TEST(ExportedTree, ReadsProgramsWhereverTheStreamIsCut) {
  const std::string elf = program();
  for (const std::size_t piece : {1U, 3U, 511U, 513U, 10'000U}) {
    const ImageTree tree = tree_of({{.name = "text", .content = "\177EL"},
                                    {.name = "app", .content = elf, .mode = 0755},
                                    {.name = "empty"}},
                                   piece);
    const ImageFile& file = *tree.find("/app");
    EXPECT_TRUE(file.elf && file.executable && file.rust) << piece;
    EXPECT_FALSE(file.packed);
    EXPECT_EQ(file.size, elf.size());
    EXPECT_EQ(file.machine, 183);
    EXPECT_EQ(file.sha256, to_hex(sha256_of(elf)));
    EXPECT_EQ(file.build_id, "ab");
    EXPECT_THAT(file.segments, SizeIs(32));
    EXPECT_FALSE(tree.find("/text")->elf || tree.find("/empty")->elf);
  }
}

TEST(ExportedTree, KeepsTheBeginningOfScripts) {
  const std::string script = "#!/bin/sh\n" + std::string(9000, 'x');
  const ImageTree tree = tree_of({{.name = "long", .content = script, .mode = 0755},
                                  {.name = "short", .content = "#!"},
                                  {.name = "text", .content = "x #!/bin/sh"}},
                                 100);
  EXPECT_EQ(tree.find("/long")->script, script.substr(0, 4096));
  EXPECT_EQ(tree.find("/short")->script, "#!");
  EXPECT_EQ(tree.find("/text")->script, "");
}

TEST(ExportedTree, HardLinksAreTheFileThatTheyName) {
  const ImageTree tree = tree_of({{.name = "usr/bin/app", .content = program(), .mode = 0755},
                                  {.name = "app", .type = '1', .link = "usr/bin/app"},
                                  {.name = "again", .type = '1', .link = "/app"}});
  EXPECT_EQ(*tree.find("/app"), *tree.find("/usr/bin/app"));
  EXPECT_EQ(*tree.find("/again"), *tree.find("/usr/bin/app"));
  EXPECT_FALSE(tree.truncated);
}

TEST(ExportedTree, SaysWhereAHardLinkNamesNothing) {
  const ImageTree tree = tree_of({{.name = "app", .type = '1', .link = "gone"}});
  EXPECT_TRUE(tree.truncated);
  EXPECT_THAT(paths_of(tree), ElementsAre("/"));
}

TEST(ExportedTree, TheLastOfOneNameStands) {
  const ImageTree tree = tree_of({{.name = "app", .content = program(), .mode = 0755},
                                  {.name = "app", .content = "text", .mode = 0600}});
  EXPECT_FALSE(tree.find("/app")->elf);
  EXPECT_EQ(tree.find("/app")->mode, 0600U);
}

TEST(ExportedTree, LeavesOutWhatGoesBeyondItsLimits) {
  const std::vector<TarText> entries{{.name = "a"}, {.name = "b", .content = program()}, {.name = "c"}};
  EXPECT_FALSE(tree_of(entries, 600, {.names = 4}).truncated);
  const ImageTree few = tree_of(entries, 600, {.names = 2});
  EXPECT_TRUE(few.truncated);
  EXPECT_THAT(paths_of(few), ElementsAre("/", "/a"));
  const std::vector<TarText> scripts{{.name = "long", .content = "#!" + std::string(100, 'x')},
                                     {.name = "d"}};
  const ImageTree small = tree_of(scripts, 600, {.text = 100});
  EXPECT_TRUE(small.truncated);
  EXPECT_THAT(paths_of(small), ElementsAre("/", "/d"));
}

TEST(ExportedTree, IsNotCompleteBeforeTheEnd) {
  const std::string archive = archive_of({{.name = "app", .content = program()}});
  ExportedTree tree;
  tree.feed(std::string_view(archive).substr(0, 700));
  EXPECT_FALSE(tree.complete());
  ExportedTree broken;
  EXPECT_THROW(broken.feed(std::string(512, 'x')), Error);
}

}  // namespace
}  // namespace cb21
