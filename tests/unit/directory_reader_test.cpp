// SPDX-License-Identifier: Apache-2.0
#include "inputs/directory_reader.hpp"

#include "descriptor.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <dirent.h>
#include <fcntl.h>

#include <cerrno>
#include <map>
#include <set>
#include <string>

namespace cb21 {
namespace {

Descriptor open_directory(const std::string& path) {
  return Descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

TEST(DirectoryReader, TellsWhatEachNameIs) {
  const test::TempTree tree;
  tree.write("file", "");
  tree.directory("directory");
  tree.link("link", "directory");
  tree.fifo("fifo");
  const std::map<std::string, NameKind> wanted = {{"file", NameKind::regular},
                                                  {"directory", NameKind::directory},
                                                  {"link", NameKind::link},
                                                  {"fifo", NameKind::special}};
  const Descriptor directory = open_directory(tree.root());
  DirectoryReader reader;
  reader.start(directory.number());
  std::map<std::string, NameKind> found;
  for (DirectoryName entry; reader.next(entry);) found.emplace(entry.name, entry.kind);
  EXPECT_EQ(found, wanted);
  EXPECT_EQ(reader.error(), 0);
  // As on a file system that does not tell.
  for (const auto& [name, kind] : wanted) {
    EXPECT_EQ(name_kind(directory.number(), name.c_str(), DT_UNKNOWN), kind) << name;
  }
}

TEST(DirectoryReader, ReadsMoreNamesThanItsBufferHolds) {
  const test::TempTree tree;
  std::set<std::string> wanted;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = std::to_string(i) + std::string(200, 'n');
    tree.write(name, "");
    wanted.insert(name);
  }
  const Descriptor directory = open_directory(tree.root());
  DirectoryReader reader;
  reader.start(directory.number());
  std::set<std::string> found;
  for (DirectoryName entry; reader.next(entry);) found.emplace(entry.name);
  EXPECT_EQ(found, wanted);
}

TEST(DirectoryReader, TellsAnError) {
  const test::TempTree tree;
  const Descriptor file(open(tree.write("file", "").c_str(), O_RDONLY | O_CLOEXEC));
  DirectoryReader reader;
  reader.start(file.number());
  DirectoryName entry;
  EXPECT_FALSE(reader.next(entry));
  EXPECT_EQ(reader.error(), ENOTDIR);
}

}  // namespace
}  // namespace cb21
