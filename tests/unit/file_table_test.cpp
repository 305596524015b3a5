// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using ::testing::ElementsAre;

FileEntry entry(std::string path, FileClass file_class = FileClass::other) {
  FileEntry made;
  made.path = std::move(path);
  made.file_class = file_class;
  return made;
}

TEST(FileTable, KeepsOneEntryForEachPathInOrder) {
  FileTable table({entry("b"), entry("d")});
  table.put(entry("e"));
  table.put(entry("a"));
  table.put(entry("c"));
  table.put(entry("d", FileClass::watched));
  table.put(entry("c", FileClass::toolchain));
  ASSERT_NE(table.find("d"), nullptr);
  EXPECT_EQ(table.find("d")->file_class, FileClass::watched);
  EXPECT_EQ(table.find("x"), nullptr);
  EXPECT_THAT(table.take(),
              ElementsAre(entry("a"),
                          entry("b"),
                          entry("c", FileClass::toolchain),
                          entry("d", FileClass::watched),
                          entry("e")));
}

}  // namespace
}  // namespace cb21
