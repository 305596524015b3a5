// SPDX-License-Identifier: Apache-2.0
#include "commands/probed_file.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>

namespace cb21 {
namespace {

using test::TempTree;
using testing::HasSubstr;

std::string usage_error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::usage);
    return error.what();
  }
  return "none";
}

std::size_t entries(const TempTree& tree) {
  const std::filesystem::recursive_directory_iterator begin(tree.root());
  return static_cast<std::size_t>(std::distance(begin, {}));
}

TEST(TroubleWithWriting, IsNoneWhereAFileCanBeMadeOrReplaced) {
  const TempTree tree;
  tree.write("old", "kept");
  tree.fifo("pipe");
  tree.link("link", "target");
  const std::size_t before = entries(tree);
  for (const char* name : {"new", "old", "pipe", "link"})
    EXPECT_EQ(trouble_with_writing(tree.path(name)), "") << name;
  EXPECT_EQ(trouble_with_writing("/dev/null"), "");
  EXPECT_EQ(tree.read("old"), "kept");
  EXPECT_EQ(entries(tree), before) << "nothing is left";
}

TEST(TroubleWithWriting, IsTheSystems) {
  const TempTree tree;
  tree.directory("folder");
  tree.write("file", "");
  EXPECT_EQ(trouble_with_writing(tree.path("none/file")), "No such file or directory");
  EXPECT_EQ(trouble_with_writing(tree.path("folder")), "Is a directory");
  EXPECT_EQ(trouble_with_writing(tree.path("file/below")), "Not a directory");
}

TEST(RequireWritable, NamesTheOptionTheFileAndTheReason) {
  const TempTree tree;
  EXPECT_EQ(usage_error_of([&] { require_writable_report(tree.path("none/\x1b")); }),
            "--cb21-report names " + tree.path("none/") +
                "\\x1b, which cannot be written (No such file or directory): name a file in a folder that is "
                "there and can be written to");
  EXPECT_THAT(usage_error_of([&] { require_writable_receipt(tree.path("none/r")); }),
              HasSubstr("--cb21-receipt names "));
  EXPECT_EQ(usage_error_of([&] { require_writable_receipt(tree.path("r")); }), "none");
  EXPECT_EQ(entries(tree), 0U);
}

}  // namespace
}  // namespace cb21
